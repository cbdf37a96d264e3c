/** SQL of what belongs to measurements: sources, shapes, series, ids of their own, idempotency keys. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface MeasurementTables {
  measurement_sources: { ordinal: number; managed_object_id: number; sealed_through: number; latest: Uint8Array | null };
  series: { id: number; managed_object_id: number; fragment: string; name: string; unit: string | null };
  measurement_shapes: { id: number; type: string; columns: string };
  measurement_overflow: { number: number; source: number; time_ms: number; ordinal: number };
  idempotency_keys: { owner: string; key: string; created_ms: number; ids: string };
  binned_objects: { managed_object_id: number };
}

const db = queryBuilder<MeasurementTables>();

// --- sources, shapes, series

export const allSources = statement('measurement sources: all', [[]], () =>
  db.selectFrom('measurement_sources').select(['ordinal', 'managed_object_id', 'sealed_through']),
);

export const allLatest = statement('measurement sources: all latest', [[]], () =>
  db.selectFrom('measurement_sources').select(['managed_object_id', 'latest']),
);

/** @param sealedThrough number of the newest entry of the journal: none of those up to it is of this source. */
export const insertSource = statement('measurement sources: insert', [[1, 1]], (deviceId: number, sealedThrough: number) =>
  db.insertInto('measurement_sources').values({ managed_object_id: deviceId, sealed_through: sealedThrough } as never).returning('ordinal'),
);

/** A source is sealed up to an entry of the journal, and these are the latest points of its series then. */
export const updateSealed = fixedStatement(
  'measurement sources: sealed',
  [1, 1, new Uint8Array(8)] as [number, number, Uint8Array | null],
  (source, sealedThrough, latest) =>
    db.updateTable('measurement_sources').set({ sealed_through: sealedThrough, latest }).where('ordinal', '=', source),
);

/** The latest points are other ones now; null = to be looked for. */
export const updateLatest = fixedStatement('measurement sources: latest', [1, new Uint8Array(8)] as [number, Uint8Array | null], (source, latest) =>
  db.updateTable('measurement_sources').set({ latest }).where('ordinal', '=', source),
);

/** Keeps the ordinal of a deleted device until its rows are gone; a negative id is no managed object's. */
export const retireSource = statement('measurement sources: retire', [[1]], (source: number) =>
  db.updateTable('measurement_sources').set({ managed_object_id: -source }).where('ordinal', '=', source),
);

export const deleteSource = statement('measurement sources: delete', [[1]], (source: number) =>
  db.deleteFrom('measurement_sources').where('ordinal', '=', source),
);

export const allShapes = statement('measurement shapes: all', [[]], () =>
  db.selectFrom('measurement_shapes').select(['id', 'type', 'columns']),
);

export const insertShape = statement('measurement shapes: insert', [['t', '[]']], (type: string, columns: string) =>
  db.insertInto('measurement_shapes').values({ type, columns } as never).returning('id'),
);

/** In the order they were first seen, which is the order the wire lists them in; without those of devices in the bin. */
export const allSeries = statement('series: all', [[]], () =>
  db
    .selectFrom('series')
    .select(['id', 'managed_object_id', 'fragment', 'name', 'unit'])
    .where('managed_object_id', 'not in', (eb) => eb.selectFrom('binned_objects').select('managed_object_id'))
    .orderBy('id'),
);

export const seriesOfDevice = fixedStatement('series: of a device', [1] as [number], (deviceId) =>
  db.selectFrom('series').select(['id', 'fragment', 'name', 'unit']).where('managed_object_id', '=', deviceId).orderBy('id'),
);

export const insertSeries = statement(
  'series: insert',
  [[1, 'f', 's', null]] as [number, string, string, string | null][],
  (deviceId, fragment, name, unit) =>
    db
      .insertInto('series')
      .values({ managed_object_id: deviceId, fragment, name, unit } as never)
      .returning('id'),
);

export const updateSeriesUnit = statement('series: unit', [[1, 'C']], (id: number, unit: string) =>
  db.updateTable('series').set({ unit }).where('id', '=', id),
);

export const deleteSeriesOfDevice = statement('series: delete of device', [[1]], (deviceId: number) =>
  db.deleteFrom('series').where('managed_object_id', '=', deviceId),
);

// --- ids of their own

export const insertOverflow = statement(
  'measurement overflow: insert',
  [[1, 1, 16]],
  (source: number, timeMs: number, ordinal: number) =>
    db
      .insertInto('measurement_overflow')
      .values({ source, time_ms: timeMs, ordinal } as never)
      .returning('number'),
);

export const findOverflow = statement('measurement overflow: by number', [[1]], (number: number) =>
  db.selectFrom('measurement_overflow').select(['source', 'time_ms', 'ordinal']).where('number', '=', number),
);

export const overflowNumber = statement(
  'measurement overflow: by key',
  [[1, 1, 16]],
  (source: number, timeMs: number, ordinal: number) =>
    db
      .selectFrom('measurement_overflow')
      .select('number')
      .where('source', '=', source)
      .where('time_ms', '=', timeMs)
      .where('ordinal', '=', ordinal),
);

export const deleteExpiredOverflow = statement('measurement overflow: delete expired', [[1000]], (beforeMs: number) =>
  db.deleteFrom('measurement_overflow').where('time_ms', '<', beforeMs),
);

// --- idempotency keys

export const findIdempotencyKey = statement('idempotency keys: find', [['o', 'k']], (owner: string, key: string) =>
  db.selectFrom('idempotency_keys').select('ids').where('owner', '=', owner).where('key', '=', key),
);

export const insertIdempotencyKey = statement(
  'idempotency keys: insert',
  [['o', 'k', 1, '[]']],
  (owner: string, key: string, createdMs: number, ids: string) =>
    db.insertInto('idempotency_keys').values({ owner, key, created_ms: createdMs, ids }),
);

export const deleteOldIdempotencyKeys = statement('idempotency keys: delete old', [[1]], (beforeMs: number) =>
  db.deleteFrom('idempotency_keys').where('created_ms', '<', beforeMs),
);
