/** Taking measurements from one object to another, in slices, each once. */
import { all, first, run, type Unit } from '../db/unit.ts';
import { deleteKeys } from '../measurements/writing/block-deletion.ts';
import { blocksBetween, deleteBlock } from '../measurements/blocks/block-store.ts';
import { readBlock } from '../measurements/blocks/read-block.ts';
import { MeasurementBatch } from '../measurements/measurement-batch.ts';
import { addressOf, type MeasurementKey } from '../measurements/measurement-id.ts';
import { deleteSeriesOfDevice, findOverflow } from '../measurements/measurement-store.ts';
import { inTimeOrder, placesOf, type Place } from '../measurements/merge-sections.ts';
import { recordBatch } from '../measurements/writing/record-batch.ts';
import { indexOfKey } from '../measurements/section.ts';
import { shapeKeyOf } from '../measurements/shape-key.ts';
import { doubtLatest } from './measurement-deletion.ts';
import type { OpenTenant } from './open-tenant.ts';

function addTo(batch: MeasurementBatch, tenant: OpenTenant, { section, row }: Place, toId: number): void {
  const shape = tenant.measurements.shape(section.shape);
  if (!shape) throw new Error(`measurement of the unknown shape ${section.shape}`);
  const group = batch.begin(toId, shapeKeyOf(shape.type, shape.columns), section.times[row] ?? 0);
  for (let column = 0; column < shape.columns.length; column += 1) group.values.push(section.column(column)[row] ?? 0);
  const extras = section.extras?.get(row);
  if (extras !== undefined) (group.extras ??= new Map()).set(group.count - 1, extras);
}

/** Store rows anew under another source. @returns their ids there. */
function* recordAgain(tenant: OpenTenant, rows: readonly Place[], toId: number): Unit<string[]> {
  if (rows.length === 0) return [];
  const batch = new MeasurementBatch();
  for (const row of rows) addTo(batch, tenant, row, toId);
  const { ids } = yield* recordBatch(tenant.measurements, tenant.series, batch);
  return ids.all();
}

/** Move the oldest block of one object's measurements to another. @returns their ids there; none = that was all. */
export function* moveOldest(tenant: OpenTenant, fromId: number, toId: number): Unit<string[]> {
  const source = tenant.measurements.ordinalOf(fromId);
  if (source === undefined) return [];
  yield* tenant.sealing.sealNow(fromId);
  const [oldest] = yield* all(blocksBetween(source, 0, Number.MAX_SAFE_INTEGER));
  if (!oldest) return [];
  const sections = yield* readBlock(tenant.measurements, oldest);
  const ids = yield* recordAgain(tenant, inTimeOrder(placesOf(sections)), toId);
  yield* run(deleteBlock(oldest.id));
  yield* doubtLatest(tenant, fromId);
  return ids;
}

function* keyOf(id: string): Unit<MeasurementKey | null> {
  const address = addressOf(id);
  if (!address) return null;
  if (address.kind === 'key') return address.key;
  const row = yield* first(findOverflow(address.number));
  return row ? { source: row.source, timeMs: row.time_ms, ordinal: row.ordinal } : null;
}

function* findRow(tenant: OpenTenant, { source, timeMs, ordinal }: MeasurementKey): Unit<Place | null> {
  for (const block of yield* all(blocksBetween(source, timeMs, timeMs + 1))) {
    for (const section of yield* readBlock(tenant.measurements, block)) {
      const row = indexOfKey(section, timeMs, ordinal);
      if (row >= 0) return { section, row };
    }
  }
  return null;
}

function* moveKeys(tenant: OpenTenant, source: number, keys: readonly MeasurementKey[], toId: number): Unit<void> {
  const deviceId = tenant.measurements.deviceOf(source);
  if (deviceId === undefined) return;
  yield* tenant.sealing.sealNow(deviceId);
  const rows: Place[] = [];
  for (const key of keys) {
    const row = yield* findRow(tenant, key);
    if (row) rows.push(row);
  }
  yield* recordAgain(tenant, inTimeOrder(rows), toId);
  yield* deleteKeys(tenant.measurements, source, keys);
  yield* doubtLatest(tenant, deviceId);
}

/** Move measurements by their ids; those that are gone are passed over. */
export function* moveByIds(tenant: OpenTenant, ids: readonly string[], toId: number): Unit<void> {
  const keys: MeasurementKey[] = [];
  for (const id of ids) {
    const key = yield* keyOf(id);
    if (key) keys.push(key);
  }
  for (const [source, ofSource] of Map.groupBy(keys, (key) => key.source)) yield* moveKeys(tenant, source, ofSource, toId);
}

/** An object without measurements has no series either. */
export function* forgetSeries(tenant: OpenTenant, deviceId: number): Unit<void> {
  yield* run(deleteSeriesOfDevice(deviceId));
  tenant.series.forgetDevice(deviceId);
}
