/** Reading measurements back as they were posted. */
import { tooLargePage } from '../db/database.ts';
import { maxPageSize } from '../db/tenant-database.ts';
import type { Column } from '../measurements/measurement.ts';
import { addressOf, derivedId, derivedOrdinals, overflowId, type MeasurementKey } from '../measurements/measurement-id.ts';
import type { Shape } from '../measurements/measurement-memory.ts';
import { findOverflow, overflowNumber } from '../measurements/measurement-store.ts';
import { countMeasurements } from '../measurements/rows/count-measurements.ts';
import type { MeasurementFilter } from '../measurements/rows/measurement-filter.ts';
import { findMeasurement, measurementRows } from '../measurements/rows/measurement-rows.ts';
import type { MeasurementRow } from '../measurements/rows/row-cursor.ts';
import type { OpenTenant } from './open-tenant.ts';

/** A stored measurement with everything the wire shows. */
export interface StoredMeasurement {
  id: string;
  key: MeasurementKey;
  sourceId: number;
  timeMs: number;
  type: string;
  columns: readonly Column[];
  samples: number[];
  extras: Record<string, unknown> | null;
}

function idOf(tenant: OpenTenant, row: MeasurementRow): string {
  if (row.ordinal < derivedOrdinals) return derivedId(row);
  const found = tenant.database.readFirst(overflowNumber(row.source, row.timeMs, row.ordinal));
  if (!found) throw new Error('a measurement beyond the derived ordinals has no number');
  return overflowId(found.number);
}

/** Null for rows of a deleted device that are not swept yet. */
function storedMeasurement(tenant: OpenTenant, row: MeasurementRow): StoredMeasurement | null {
  const { source, timeMs, ordinal, samples } = row;
  const sourceId = tenant.measurements.deviceOf(source);
  const shape = tenant.measurements.shape(row.shape);
  if (sourceId === undefined || !shape) return null;
  return {
    id: idOf(tenant, row),
    key: { source, timeMs, ordinal },
    sourceId,
    timeMs,
    type: shape.type,
    columns: shape.columns,
    samples,
    extras: row.extras === null ? null : (JSON.parse(row.extras) as Record<string, unknown>),
  };
}

function keyOf(tenant: OpenTenant, id: string): MeasurementKey | null {
  const address = addressOf(id);
  if (address?.kind !== 'overflow') return address?.key ?? null;
  const row = tenant.database.readFirst(findOverflow(address.number));
  return row ? { source: row.source, timeMs: row.time_ms, ordinal: row.ordinal } : null;
}

/** One measurement by its id, or null. */
export function measurementById(tenant: OpenTenant, id: string): StoredMeasurement | null {
  const key = keyOf(tenant, id);
  const row = key && findMeasurement(tenant.database, tenant.measurements, key.source, key.timeMs, key.ordinal);
  return row ? storedMeasurement(tenant, row) : null;
}

/** What a list is narrowed to; undefined = not at all. */
export interface MeasurementQuery {
  /** Managed objects whose measurements are wanted. */
  deviceIds: number[] | undefined;
  type: string | undefined;
  fragment: string | undefined;
  series: string | undefined;
  fromMs: number | undefined;
  /** Exclusive. */
  toMs: number | undefined;
}

function matches(shape: Shape, query: MeasurementQuery): boolean {
  if (query.type !== undefined && shape.type !== query.type) return false;
  if (query.fragment === undefined && query.series === undefined) return true;
  return shape.columns.some(
    ([fragment, series]) =>
      (query.fragment === undefined || fragment === query.fragment) && (query.series === undefined || series === query.series),
  );
}

/** Ids of the shapes a query means; undefined = every shape. */
export function shapesOf(tenant: OpenTenant, query: MeasurementQuery): number[] | undefined {
  if (query.type === undefined && query.fragment === undefined && query.series === undefined) return undefined;
  return tenant.measurements.shapesWhere((shape) => matches(shape, query)).map((shape) => shape.id);
}

/** A query in the store's terms, or null when nothing can match. */
function filterOf(tenant: OpenTenant, query: MeasurementQuery): MeasurementFilter | null {
  const sources = query.deviceIds?.flatMap((id) => tenant.measurements.ordinalOf(id) ?? []);
  const shapes = shapesOf(tenant, query);
  if (sources?.length === 0 || shapes?.length === 0) return null;
  return {
    ...(sources && { sources }),
    ...(shapes && { shapes }),
    ...(query.fromMs !== undefined && { fromMs: query.fromMs }),
    ...(query.toMs !== undefined && { toMs: query.toMs }),
  };
}

/** About what a measurement takes in memory. */
function sizeOf({ samples, extras }: MeasurementRow): number {
  return 64 + 16 * samples.length + (extras?.length ?? 0);
}

/**
 * A page of measurements, oldest first unless `newestFirst`.
 * @throws ExpectedError 'invalid' when it is too large to be held in memory.
 */
export function measurementPage(
  tenant: OpenTenant,
  query: MeasurementQuery,
  page: { newestFirst: boolean; limit: number; offset: number },
): StoredMeasurement[] {
  const filter = filterOf(tenant, query);
  if (!filter) return [];
  const found: StoredMeasurement[] = [];
  let size = 0;
  let left = page.limit;
  for (const row of measurementRows(tenant.database, tenant.measurements, filter, page.newestFirst, page.offset)) {
    size += sizeOf(row);
    if (size > maxPageSize) throw tooLargePage();
    const stored = storedMeasurement(tenant, row);
    if (stored) found.push(stored);
    left -= 1;
    if (left === 0) break;
  }
  return found;
}

/** How many measurements match. */
export function measurementTotal(tenant: OpenTenant, query: MeasurementQuery): number {
  const filter = filterOf(tenant, query);
  return filter ? countMeasurements(tenant.database, tenant.measurements, filter) : 0;
}
