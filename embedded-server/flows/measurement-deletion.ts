/** Deleting measurements: one, by filter, or all of a device. Long deletes go in short units. */
import { run, type Unit } from '../db/unit.ts';
import { beforeAllBlocks, deleteFromBlocks, deleteKeys, deleteSomeBlocks } from '../measurements/writing/block-deletion.ts';
import type { BlockPlace } from '../measurements/blocks/block-store.ts';
import { packLatest } from '../measurements/latest-points.ts';
import type { MeasurementKey } from '../measurements/measurement-id.ts';
import { allSources, deleteSeriesOfDevice, deleteSource, retireSource, updateLatest } from '../measurements/measurement-store.ts';
import { readLatest } from '../measurements/points/point-range.ts';
import { publishDeleted } from './changes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Blocks in one unit: a few milliseconds, so that ingest between them does not wait. */
export const blocksAtOnce = 6;

/** The latest points of a device may be other ones now; inside the unit after which that is so. */
export function* doubtLatest(tenant: OpenTenant, deviceId: number): Unit<void> {
  const source = tenant.measurements.ordinalOf(deviceId);
  if (source !== undefined) yield* run(updateLatest(source, null));
}

/** Look for the latest points of a device anew, once what changed them is on disk. */
export function refreshLatest(tenant: OpenTenant, deviceId: number): Promise<void> {
  return tenant.database.write(function* () {
    const source = tenant.measurements.ordinalOf(deviceId);
    const all = tenant.series.ofDevice(deviceId);
    for (const series of all) tenant.series.setLatest(series, readLatest(tenant.database, tenant.measurements, series));
    if (source !== undefined) yield* run(updateLatest(source, packLatest(all)));
  });
}

/** Delete one. @returns whether it was there. */
export async function deleteOneMeasurement(tenant: OpenTenant, id: string, key: MeasurementKey): Promise<boolean> {
  const deviceId = tenant.measurements.deviceOf(key.source);
  const found = await tenant.database.write(function* () {
    if (deviceId === undefined) return false;
    yield* tenant.sealing.sealNow(deviceId);
    if ((yield* deleteKeys(tenant.measurements, key.source, [key])) === 0) return false;
    yield* doubtLatest(tenant, deviceId);
    publishDeleted(tenant, 'measurement', id, deviceId);
    return true;
  });
  if (found && deviceId !== undefined) await refreshLatest(tenant, deviceId);
  return found;
}

export interface DeletionFilter {
  deviceId: number;
  /** Ids of shapes; undefined = any. */
  shapes: number[] | undefined;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** A few blocks' worth, with what of it was not sealed yet. */
function* deleteSome(tenant: OpenTenant, filter: DeletionFilter, after: BlockPlace): Unit<{ deleted: number; after: BlockPlace | null }> {
  const source = tenant.measurements.ordinalOf(filter.deviceId);
  if (source === undefined) return { deleted: 0, after: null };
  yield* tenant.sealing.sealNow(filter.deviceId);
  const some = yield* deleteFromBlocks(tenant.measurements, { source, ...filter }, after, blocksAtOnce);
  if (some.deleted > 0) yield* doubtLatest(tenant, filter.deviceId);
  return some;
}

/** Delete a device's measurements that match. @returns how many. */
export async function deleteMeasurements(tenant: OpenTenant, filter: DeletionFilter): Promise<number> {
  if (filter.shapes?.length === 0) return 0;
  let total = 0;
  for (let after: BlockPlace | null = beforeAllBlocks; after; ) {
    const from: BlockPlace = after;
    const some = await tenant.database.upkeep(() => deleteSome(tenant, filter, from));
    total += some.deleted;
    after = some.after;
  }
  if (total > 0) await refreshLatest(tenant, filter.deviceId);
  return total;
}

/**
 * Forget a deleted device as a source of measurements, inside the unit that deletes it. Its blocks are taken
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

/** Delete all blocks of a forgotten source, a few at a time. */
export async function sweepMeasurements(tenant: OpenTenant, source: number): Promise<void> {
  const most = 50;
  while (await tenant.database.upkeep(() => deleteSomeBlocks(source, most)));
  await tenant.database.write(() => run(deleteSource(source)));
}

/** Finish what a stop interrupted. */
export async function sweepRetiredSources(tenant: OpenTenant): Promise<void> {
  for (const row of tenant.database.read(allSources())) {
    if (row.managed_object_id < 0) await sweepMeasurements(tenant, row.ordinal);
  }
}
