/** Deleting measurements: one, by filter, or all of a device. Long deletes go in short units. */
import { all, first, run, type Unit } from '../db/unit.ts';
import type { MeasurementKey } from '../measurements/measurement-id.ts';
import { allSources, deleteMeasurement, deleteSeriesOfDevice, deleteSlice, deleteSource, retireSource } from '../measurements/measurement-store.ts';
import { readLatest } from '../measurements/point-range.ts';
import { publishDeleted } from './changes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Rows in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 500;

/** After a delete the latest points may be other ones. */
function refreshLatest(tenant: OpenTenant, deviceId: number): Promise<void> {
  return tenant.database.write(function* () {
    for (const series of tenant.series.ofDevice(deviceId)) {
      tenant.series.set({ ...series, latest: readLatest(tenant.database, tenant.measurements, series) });
    }
  });
}

/** Delete one. @returns whether it was there. */
export async function deleteOneMeasurement(tenant: OpenTenant, id: string, key: MeasurementKey): Promise<boolean> {
  const deviceId = tenant.measurements.deviceOf(key.source);
  const found = await tenant.database.write(function* () {
    const row = yield* first(deleteMeasurement(key.source, key.timeMs, key.ordinal));
    if (row && deviceId !== undefined) publishDeleted(tenant, 'measurement', id, deviceId);
    return row;
  });
  if (found && deviceId !== undefined) await refreshLatest(tenant, deviceId);
  return found !== undefined;
}

export interface DeletionFilter {
  deviceId: number;
  /** Ids of shapes; undefined = any. */
  shapes: number[] | undefined;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** Delete a device's measurements that match. @returns how many. */
export async function deleteMeasurements(tenant: OpenTenant, filter: DeletionFilter): Promise<number> {
  const source = tenant.measurements.ordinalOf(filter.deviceId);
  if (source === undefined || filter.shapes?.length === 0) return 0;
  let total = 0;
  for (;;) {
    const deleted = await tenant.database.write(function* () {
      return (yield* all(deleteSlice(source, filter.shapes, filter.fromMs, filter.toMs, sliceRows))).length;
    });
    total += deleted;
    if (deleted < sliceRows) break;
  }
  await refreshLatest(tenant, filter.deviceId);
  return total;
}

/**
 * Forget a deleted device as a source of measurements, inside the unit that deletes it. Its rows are taken
 * away afterwards by {@link sweepMeasurements}; nothing can reach them once the source is gone.
 * @returns the ordinal to sweep, or null when it never measured.
 */
export function* forgetMeasurementSource(tenant: OpenTenant, deviceId: number): Unit<number | null> {
  const source = tenant.measurements.ordinalOf(deviceId);
  if (source === undefined) return null;
  yield* run(retireSource(source));
  yield* run(deleteSeriesOfDevice(deviceId));
  tenant.measurements.forgetDevice(deviceId);
  tenant.series.forgetDevice(deviceId);
  return source;
}

/** Delete all rows of a forgotten source, slice by slice. */
export async function sweepMeasurements(tenant: OpenTenant, source: number): Promise<void> {
  for (;;) {
    const deleted = await tenant.database.write(function* () {
      return (yield* all(deleteSlice(source, undefined, 0, Number.MAX_SAFE_INTEGER, sliceRows))).length;
    });
    if (deleted < sliceRows) break;
  }
  await tenant.database.write(() => run(deleteSource(source)));
}

/** Finish what a stop interrupted. */
export async function sweepRetiredSources(tenant: OpenTenant): Promise<void> {
  for (const row of tenant.database.read(allSources())) {
    if (row.managed_object_id < 0) await sweepMeasurements(tenant, row.ordinal);
  }
}
