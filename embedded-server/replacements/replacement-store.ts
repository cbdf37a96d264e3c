/** SQL of replacements. */
import { sql, type Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

export type ReplacementStage = 'moving' | 'done' | 'undone';

export interface ReplacementRow {
  id: number;
  managed_object_id: number;
  replaced_by_id: number | null;
  at_ms: number;
  made_by: string;
  stage: ReplacementStage;
  undo: string;
}

interface ReplacementTables {
  replacements: Omit<ReplacementRow, 'id'> & { id: Generated<number> };
  replacement_measurements: { replacement_id: number; measurement_id: string };
}

const db = queryBuilder<ReplacementTables>();

export const insertReplacement = fixedStatement(
  'replacements: insert',
  [1, 2, 1, 'a', 'moving', '{}'] as [number, number | null, number, string, string, string],
  (deviceId, unitId, atMs, by, stage, undo) =>
    db
      .insertInto('replacements')
      .values({ managed_object_id: deviceId, replaced_by_id: unitId, at_ms: atMs, made_by: by, stage: stage as ReplacementStage, undo })
      .returning('id'),
);

export const setStage = fixedStatement('replacements: stage', ['done', 1] as [string, number], (stage, id) =>
  db.updateTable('replacements').set({ stage: stage as ReplacementStage }).where('id', '=', id),
);

export const findReplacement = fixedStatement('replacements: one', [1] as [number], (id) =>
  db.selectFrom('replacements').selectAll().where('id', '=', id),
);

/** Of a device, the newest first; what was taken back is left out. */
export const replacementsOf = fixedStatement('replacements: of a device', [1] as [number], (deviceId) =>
  db
    .selectFrom('replacements')
    .selectAll()
    .where('managed_object_id', '=', deviceId)
    .where('stage', '!=', sql.lit('undone'))
    .orderBy('id', 'desc'),
);

/** Units that stand for another device now. */
export const standingUnits = statement('replacements: standing units', [[]], () =>
  db
    .selectFrom('replacements')
    .select(['id', 'replaced_by_id', 'managed_object_id', 'stage'])
    .where('replaced_by_id', 'is not', null)
    .where('stage', '!=', sql.lit('undone')),
);

/** When the unit of each device was exchanged last. */
export const lastExchanges = statement('replacements: last of each device', [[]], () =>
  db
    .selectFrom('replacements')
    .select((eb) => ['managed_object_id', eb.fn.max('at_ms').as('at_ms')])
    .where('stage', '!=', sql.lit('undone'))
    .groupBy('managed_object_id'),
);

export const addMovedMeasurement = fixedStatement('replacements: add measurement', [1, '1'] as [number, string], (id, measurementId) =>
  db.insertInto('replacement_measurements').values({ replacement_id: id, measurement_id: measurementId }),
);

export const movedMeasurements = fixedStatement('replacements: measurements', [1, 500] as [number, number], (id, limit) =>
  db.selectFrom('replacement_measurements').select('measurement_id').where('replacement_id', '=', id).limit(limit),
);

export const deleteMovedMeasurement = fixedStatement('replacements: delete measurement', [1, '1'] as [number, string], (id, measurementId) =>
  db.deleteFrom('replacement_measurements').where('replacement_id', '=', id).where('measurement_id', '=', measurementId),
);
