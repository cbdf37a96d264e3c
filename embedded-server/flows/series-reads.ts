/** Series of one device as the wire's `series` read has them: side by side, as they are or gathered into buckets. */
import { setImmediate } from 'node:timers/promises';

import { bucketStarts, type BucketSize } from '../measurements/points/bucket-calendar.ts';
import type { MeasurementMemory } from '../measurements/measurement-memory.ts';
import { measurementRows } from '../measurements/rows/measurement-rows.ts';
import type { MeasurementRow } from '../measurements/rows/row-cursor.ts';
import type { Series } from '../measurements/series-memory.ts';
import { SeriesTable } from '../measurements/points/series-table.ts';
import { readSite } from '../tenants/site-settings.ts';
import type { OpenTenant } from './open-tenant.ts';

/** As the original platform: more than these and the rest is left out. */
const maxValues = 5_000;
/** Measurements read at once; others get their turn in between. */
const sliceRows = 2_000;

export interface SeriesQuery {
  deviceId: number;
  series: readonly Series[];
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  newestFirst: boolean;
  /** Null: as they are. */
  bucket: BucketSize | null;
}

/**
 * Series of a device that are meant by `fragment.series`, or by `fragment` alone for all of it.
 * @param names in the order wanted; none = every series, in the order they were first seen.
 */
export function namedSeries(tenant: OpenTenant, deviceId: number, names: readonly string[]): Series[] {
  const all = tenant.series.ofDevice(deviceId);
  if (names.length === 0) return all;
  const meant = names.flatMap((name) => all.filter(({ fragment, series }) => name === `${fragment}.${series}` || name === fragment));
  return [...new Set(meant)];
}

/** Which column holds which slot, by shape. */
type Columns = ReadonlyMap<number, readonly { column: number; slot: number }[]>;

function columnsOf(memory: MeasurementMemory, wanted: readonly Series[]): Columns {
  const slots = new Map(wanted.map(({ fragment, series }, slot) => [`${fragment}.${series}`, slot]));
  const found = memory.shapesWhere(({ columns }) => columns.some(([fragment, series]) => slots.has(`${fragment}.${series}`)));
  return new Map(
    found.map(({ id, columns }) => {
      const places = columns.map(([fragment, series], column) => ({ column, slot: slots.get(`${fragment}.${series}`) }));
      return [id, places.flatMap(({ column, slot }) => (slot === undefined ? [] : [{ column, slot }]))];
    }),
  );
}

/** The next measurements, with all of the last moment among them. */
function slice(tenant: OpenTenant, source: number, shapes: number[], query: SeriesQuery): MeasurementRow[] {
  const rows: MeasurementRow[] = [];
  const { fromMs, toMs, newestFirst } = query;
  for (const row of measurementRows(tenant.database, tenant.measurements, { sources: [source], shapes, fromMs, toMs }, newestFirst)) {
    if (rows.length >= sliceRows && row.timeMs !== rows.at(-1)?.timeMs) break;
    rows.push(row);
  }
  return rows;
}

function* slices(tenant: OpenTenant, source: number, shapes: number[], query: SeriesQuery): Generator<MeasurementRow[]> {
  let { fromMs, toMs } = query;
  while (fromMs < toMs) {
    const rows = slice(tenant, source, shapes, { ...query, fromMs, toMs });
    yield rows;
    if (rows.length < sliceRows) return;
    const lastMs = rows.at(-1)?.timeMs ?? 0;
    if (query.newestFirst) toMs = lastMs;
    else fromMs = lastMs + 1;
  }
}

/** Values of series, newest or oldest first. */
export async function readSeries(tenant: OpenTenant, query: SeriesQuery): Promise<SeriesTable> {
  const zone = readSite(tenant.database, tenant.id).timeZone;
  const table = new SeriesTable(query.series.length, bucketStarts(query.bucket, zone), maxValues);
  const source = tenant.measurements.ordinalOf(query.deviceId);
  const columns = columnsOf(tenant.measurements, query.series);
  if (source === undefined || columns.size === 0) return table;
  for (const rows of slices(tenant, source, [...columns.keys()], query)) {
    for (const { timeMs, shape, samples } of rows) {
      for (const { column, slot } of columns.get(shape) ?? []) table.add(timeMs, slot, samples[column] ?? 0);
    }
    if (table.truncated) break;
    await setImmediate();
  }
  return table;
}
