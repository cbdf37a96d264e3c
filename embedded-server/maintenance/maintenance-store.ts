/** SQL of maintenance: what is under way, and what was. */
import { sql, type Generated } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';
import type { Maintenance } from './maintenance.ts';

interface MaintenanceRow {
  id: number;
  managed_object_id: number;
  began_ms: number;
  until_ms: number;
  reason: string;
  begun_by: string;
}

interface MaintenanceTables {
  maintenances: Omit<MaintenanceRow, 'id'> & { id: Generated<number>; ended_ms: Generated<number | null>; ended_by: Generated<string | null> };
}

const db = queryBuilder<MaintenanceTables>();

export function maintenanceOf(row: MaintenanceRow): Maintenance {
  const { id, managed_object_id: objectId, began_ms: sinceMs, until_ms: untilMs, reason, begun_by: by } = row;
  return { id, objectId, sinceMs, untilMs, reason, by };
}

/** What is under way, for the memory. */
export const openMaintenances = fixedStatement('maintenances: open', [] as [], () =>
  db
    .selectFrom('maintenances')
    .select(['id', 'managed_object_id', 'began_ms', 'until_ms', 'reason', 'begun_by'])
    .where('ended_ms', 'is', null),
);

export const insertMaintenance = fixedStatement(
  'maintenances: insert',
  [1, 1, 1, 'r', 'a'] as [number, number, number, string, string],
  (objectId, beganMs, untilMs, reason, by) =>
    db
      .insertInto('maintenances')
      .values({ managed_object_id: objectId, began_ms: beganMs, until_ms: untilMs, reason, begun_by: by })
      .returning('id'),
);

export const closeMaintenance = fixedStatement('maintenances: close', [1, 'a', 1] as [number, string, number], (endedMs, by, id) =>
  db.updateTable('maintenances').set({ ended_ms: endedMs, ended_by: by }).where('id', '=', id),
);

/** What ended of an object, newest first. */
export const pastMaintenances = fixedStatement('maintenances: past', [1, 20] as [number, number], (objectId, limit) =>
  db
    .selectFrom('maintenances')
    .selectAll()
    .where('managed_object_id', '=', objectId)
    .where('id', '>', sql.lit(0))
    .orderBy('id', 'desc')
    .limit(limit),
);
