/** SQL of measurements: sources, shapes, series, the measurements themselves, idempotency keys. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface MeasurementTables {
  measurement_sources: { ordinal: number; managed_object_id: number };
  series: { id: number; managed_object_id: number; fragment: string; name: string; unit: string | null };
  measurement_shapes: { id: number; type: string; columns: string };
  measurements: {
    source: number;
    time_ms: number;
    ordinal: number;
    shape: number;
    samples: Uint8Array;
    extras: string | null;
  };
  measurement_overflow: { number: number; source: number; time_ms: number; ordinal: number };
  idempotency_keys: { owner: string; key: string; created_ms: number; ids: string };
  binned_objects: { managed_object_id: number };
}

const db = queryBuilder<MeasurementTables>();

// --- sources, shapes, series

export const allSources = statement('measurement sources: all', [[]], () =>
  db.selectFrom('measurement_sources').select(['ordinal', 'managed_object_id']),
);

export const insertSource = statement('measurement sources: insert', [[1]], (deviceId: number) =>
  db.insertInto('measurement_sources').values({ managed_object_id: deviceId } as never).returning('ordinal'),
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

// --- measurements

/** The highest ordinal at one ms of one source; `ordinal` is null when there is none. */
export const lastOrdinal = fixedStatement('measurements: last ordinal', [1, 1] as [number, number], (source, timeMs) =>
  db
    .selectFrom('measurements')
    .select((eb) => eb.fn.max('ordinal').as('ordinal'))
    .where('source', '=', source)
    .where('time_ms', '=', timeMs),
);

export const insertMeasurement = fixedStatement(
  'measurements: insert',
  [1, 1, 0, 1, new Uint8Array(8), null] as [number, number, number, number, Uint8Array, string | null],
  (source, timeMs, ordinal, shape, samples, extras) =>
    db.insertInto('measurements').values({ source, time_ms: timeMs, ordinal, shape, samples, extras }),
);

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

export const findMeasurement = statement(
  'measurements: by key',
  [[1, 1, 0]],
  (source: number, timeMs: number, ordinal: number) =>
    db
      .selectFrom('measurements')
      .selectAll()
      .where('source', '=', source)
      .where('time_ms', '=', timeMs)
      .where('ordinal', '=', ordinal),
);

export interface MeasurementFilter {
  /** Ordinals of the sources; undefined = all. */
  sources?: number[];
  /** Ids of the shapes that match type, fragment and series; undefined = any. */
  shapes?: number[];
  /** Inclusive. */
  fromMs?: number;
  /** Exclusive. */
  toMs?: number;
}

const filterExamples: MeasurementFilter[] = [
  {},
  { fromMs: 1, toMs: 2 },
  { sources: [1] },
  { sources: [1], shapes: [1, 2], fromMs: 1, toMs: 2 },
  { shapes: [1], fromMs: 1, toMs: 2 },
];

function filtered(filter: MeasurementFilter) {
  let query = db.selectFrom('measurements');
  if (filter.sources?.length === 1) query = query.where('source', '=', filter.sources[0] ?? 0);
  else if (filter.sources) query = query.where('source', 'in', filter.sources);
  if (filter.shapes) query = query.where('shape', 'in', filter.shapes);
  if (filter.fromMs !== undefined) query = query.where('time_ms', '>=', filter.fromMs);
  if (filter.toMs !== undefined) query = query.where('time_ms', '<', filter.toMs);
  return query;
}

/** A page of measurements by time, oldest first unless `newestFirst`. */
export const listMeasurements = statement(
  'measurements: list',
  filterExamples.flatMap((filter) => [
    [filter, false, 5, 0] as [MeasurementFilter, boolean, number, number],
    [filter, true, 5, 10] as [MeasurementFilter, boolean, number, number],
  ]),
  (filter, newestFirst, limit, offset) => {
    const direction = newestFirst ? 'desc' : 'asc';
    // With one source its own order is the clustered key's; naming it again would ask for a sort.
    const ordered = filtered(filter).selectAll().orderBy('time_ms', direction);
    const sorted = filter.sources?.length === 1 ? ordered : ordered.orderBy('source', direction);
    return sorted.orderBy('ordinal', direction).limit(limit).offset(offset);
  },
);

export const countMeasurements = statement(
  'measurements: count',
  filterExamples.map((filter) => [filter] as [MeasurementFilter]),
  (filter) => filtered(filter).select((eb) => eb.fn.countAll<number>().as('total')),
);

/** Samples of one source in a stretch of time, with the shapes wanted; oldest first. */
export const readSamples = statement(
  'measurements: samples of a source',
  [[1, [1, 2], 1, 2]] as [number, number[], number, number][],
  (source, shapes, fromMs, toMs) =>
    db
      .selectFrom('measurements')
      .select(['time_ms', 'shape', 'samples'])
      .where('source', '=', source)
      .where('time_ms', '>=', fromMs)
      .where('time_ms', '<', toMs)
      .where('shape', 'in', shapes)
      .orderBy('time_ms')
      .orderBy('ordinal'),
);

/** The newest measurement of a source among the shapes given. */
export const newestSample = statement(
  'measurements: newest of a source',
  [[1, [1, 2]]] as [number, number[]][],
  (source, shapes) =>
    db
      .selectFrom('measurements')
      .select(['time_ms', 'shape', 'samples'])
      .where('source', '=', source)
      .where('shape', 'in', shapes)
      .orderBy('time_ms', 'desc')
      .orderBy('ordinal', 'desc')
      .limit(1),
);

/** Oldest keys of a source (a slice, for deletes that must stay short). */
export const deleteSlice = statement(
  'measurements: delete a slice',
  [
    [1, undefined, 0, 1000, 500],
    [1, [1], 0, 1000, 500],
  ] as [number, number[] | undefined, number, number, number][],
  (source, shapes, fromMs, toMs, limit) => {
    let slice = db
      .selectFrom('measurements as m')
      .select(['m.time_ms', 'm.ordinal'])
      .where('m.source', '=', source)
      .where('m.time_ms', '>=', fromMs)
      .where('m.time_ms', '<', toMs);
    if (shapes) slice = slice.where('m.shape', 'in', shapes);
    return db
      .deleteFrom('measurements')
      .where('source', '=', source)
      .where(sql<boolean>`(time_ms, ordinal) in ${slice.orderBy('m.time_ms').orderBy('m.ordinal').limit(limit)}`)
      .returning('time_ms');
  },
);

/** The moment a source measured first, of what is left. */
export const oldestOfSource = statement('measurements: oldest of a source', [[1]] as [number][], (source) =>
  db.selectFrom('measurements').select('time_ms').where('source', '=', source).orderBy('time_ms').limit(1),
);

/** The oldest measurements of all sources before a moment (a slice). */
export const deleteExpiredSlice = statement('measurements: delete expired', [[1000, 500]], (beforeMs: number, limit: number) =>
  db
    .deleteFrom('measurements')
    .where(
      sql<boolean>`(source, time_ms, ordinal) in ${db
        .selectFrom('measurements as m')
        .select(['m.source', 'm.time_ms', 'm.ordinal'])
        .where('m.time_ms', '<', beforeMs)
        .orderBy('m.time_ms')
        .limit(limit)}`,
    )
    .returning('source'),
);

export const deleteExpiredOverflow = statement('measurement overflow: delete expired', [[1000]], (beforeMs: number) =>
  db.deleteFrom('measurement_overflow').where('time_ms', '<', beforeMs),
);

export const deleteMeasurement = statement(
  'measurements: delete one',
  [[1, 1, 0]],
  (source: number, timeMs: number, ordinal: number) =>
    db
      .deleteFrom('measurements')
      .where('source', '=', source)
      .where('time_ms', '=', timeMs)
      .where('ordinal', '=', ordinal)
      .returning('shape'),
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
