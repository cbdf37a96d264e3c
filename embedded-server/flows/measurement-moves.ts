/** Taking measurements from one object to another, in slices, each once. */
import type { JsonObject } from '#contract/wire.ts';

import { all, first, run, type Unit } from '../db/unit.ts';
import { addressOf, type MeasurementKey } from '../measurements/measurement-id.ts';
import { deleteMeasurement, deleteSeriesOfDevice, findMeasurement, findOverflow, listMeasurements } from '../measurements/measurement-store.ts';
import { recordMeasurement } from '../measurements/record-measurement.ts';
import { readLatest } from '../measurements/point-range.ts';
import { decodeSamples } from '../measurements/samples.ts';
import type { OpenTenant } from './open-tenant.ts';

interface StoredRow {
  source: number;
  time_ms: number;
  ordinal: number;
  shape: number;
  samples: Uint8Array;
  extras: string | null;
}

/** Store a row anew under another source, and take the old one away. @returns its id there. */
function* moveRow(tenant: OpenTenant, row: StoredRow, toId: number): Unit<string> {
  const shape = tenant.measurements.shape(row.shape);
  if (!shape) throw new Error(`measurement of the unknown shape ${row.shape}`);
  const recorded = yield* recordMeasurement(tenant.measurements, tenant.series, {
    sourceId: toId,
    timeMs: row.time_ms,
    type: shape.type,
    columns: [...shape.columns],
    samples: decodeSamples(row.samples),
    extras: row.extras === null ? null : (JSON.parse(row.extras) as JsonObject),
  });
  yield* run(deleteMeasurement(row.source, row.time_ms, row.ordinal));
  return recorded.id;
}

/** Move the oldest measurements of one object to another. @returns their ids there; fewer than `limit` = that was all. */
export function* moveSlice(tenant: OpenTenant, fromId: number, toId: number, limit: number): Unit<string[]> {
  const source = tenant.measurements.ordinalOf(fromId);
  if (source === undefined) return [];
  const rows = yield* all(listMeasurements({ sources: [source] }, false, limit, 0));
  const ids: string[] = [];
  for (const row of rows) ids.push(yield* moveRow(tenant, row, toId));
  return ids;
}

function* keyOf(id: string): Unit<MeasurementKey | null> {
  const address = addressOf(id);
  if (!address) return null;
  if (address.kind === 'key') return address.key;
  const row = yield* first(findOverflow(address.number));
  return row ? { source: row.source, timeMs: row.time_ms, ordinal: row.ordinal } : null;
}

/** Move one measurement by its id; nothing when it is gone. */
export function* moveById(tenant: OpenTenant, id: string, toId: number): Unit<void> {
  const key = yield* keyOf(id);
  const row = key && (yield* first(findMeasurement(key.source, key.timeMs, key.ordinal)));
  if (row) yield* moveRow(tenant, row, toId);
}


/** Read them again, once the unit that moved them is on disk. */
export function refreshLatestOf(tenant: OpenTenant, deviceId: number): Promise<void> {
  return tenant.database.write(function* () {
    for (const series of tenant.series.ofDevice(deviceId)) {
      tenant.series.set({ ...series, latest: readLatest(tenant.database, tenant.measurements, series) });
    }
    yield* [];
  });
}

/** An object without measurements has no series either. */
export function* forgetSeries(tenant: OpenTenant, deviceId: number): Unit<void> {
  yield* run(deleteSeriesOfDevice(deviceId));
  tenant.series.forgetDevice(deviceId);
}
