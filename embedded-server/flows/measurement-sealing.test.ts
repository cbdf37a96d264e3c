import { afterEach, beforeEach, expect, test } from 'vitest';

import { batchOf } from '../measurements/measurement-batch.ts';
import { TestSite } from '../testing/test-site.ts';
import { deleteToBin, restoreFromBin } from './console-bin.ts';
import { ingestMeasurements } from './ingest.ts';
import { refreshLatest } from './measurement-deletion.ts';

const minuteMs = 60_000;

let site: TestSite;
let device: number;

beforeEach(async () => {
  site = new TestSite();
  device = await site.addObject('freezer');
});
afterEach(() => site.end());

/** One reading a minute from `from` on, counted back from now. */
async function send(from: number, count: number): Promise<void> {
  const columns = Array.from({ length: 20 }, (_, index) => ['c8y_Air', `s${index}`, null] as [string, string, null]);
  const nowMs = site.clock.now();
  const measurements = Array.from({ length: count }, (_, index) => {
    const timeMs = nowMs - (from - index) * minuteMs;
    return { sourceId: device, timeMs, type: 't', columns, samples: columns.map((_column, series) => index + series / 10), extras: null };
  });
  await ingestMeasurements(site.tenant, { measurements: batchOf(measurements), arrivalMs: nowMs, idempotency: null, isPast: true });
}

function blocks(): { from: number; to: number; count: number }[] {
  const ago = (timeMs: number) => Math.round((site.clock.now() - timeMs) / minuteMs);
  return site.tenant.database
    .read<{ from_ms: number; to_ms: number; count: number }>({ sql: 'SELECT from_ms, to_ms, count FROM measurement_blocks ORDER BY from_ms', parameters: [] })
    .map((row) => ({ from: ago(row.from_ms), to: ago(row.to_ms), count: row.count }));
}

function entries(): number {
  return site.tenant.database.readFirst<{ total: number }>({ sql: 'SELECT count(*) AS total FROM measurement_journal', parameters: [] })?.total ?? 0;
}

/** Until every unit that sealing asked for has run. */
async function sealed(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await site.tenant.database.idle();
    await Promise.resolve();
  }
}

async function sealNow(): Promise<void> {
  await site.tenant.database.write(() => site.tenant.sealing.sealNow(device));
}

test('what is enough for a block is sealed by itself, what is not stays in the journal', async () => {
  await send(1_000, 100);
  await sealed();
  expect([blocks().length, entries()]).toEqual([0, 1]);
  await send(900, 250);
  await sealed();
  expect(blocks().reduce((sum, { count }) => sum + count, 0)).toBe(350);
  expect(site.tenant.measurements.headOf(device)?.rows).toBe(0);
  expect(site.measurementCount()).toBe(350);
});

test('a block that is only partly filled is joined with what comes, a filled one is not', async () => {
  await send(1_000, 20);
  await sealNow();
  await send(980, 30);
  await sealNow();
  expect(blocks()).toEqual([{ from: 1_000, to: 951, count: 50 }]);
  await send(950, 200);
  await sealNow();
  await send(750, 20);
  await sealNow();
  expect(blocks()).toEqual([{ from: 1_000, to: 751, count: 250 }, { from: 750, to: 731, count: 20 }]);
});

test('late readings get a block of their own, so that none spans the time of others', async () => {
  await send(1_000, 200);
  await sealNow();
  await send(5_000, 3);
  await send(800, 10);
  await sealNow();
  expect(blocks()).toEqual([{ from: 5_000, to: 4_998, count: 3 }, { from: 1_000, to: 801, count: 200 }, { from: 800, to: 791, count: 10 }]);
});

test('sealed while its device lay in the bin, the latest values are known after a restart', async () => {
  await send(10, 10);
  const latest = site.tenant.series.ofDevice(device).map((series) => series.latest);
  await deleteToBin(site.tenant, String(device), 'anna');
  await sealNow();
  await restoreFromBin(site.tenant, String(device), 'anna');
  await site.restart();
  expect(site.tenant.series.ofDevice(device).map((series) => series.latest)).toEqual(latest);
});

test('what is read between sealing and the commit is all there', async () => {
  await send(10, 10);
  const latest = site.tenant.series.ofDevice(device).map((series) => series.latest);
  const counted = site.tenant.database.write(function* () {
    yield* site.tenant.sealing.sealNow(device);
    return site.measurementCount(device);
  });
  // In the same transaction: the reading connection does not see the block yet.
  await Promise.all([counted, refreshLatest(site.tenant, device)]);
  expect(await counted).toBe(10);
  expect(site.tenant.series.ofDevice(device).map((series) => series.latest)).toEqual(latest);
  expect(site.measurementCount(device)).toBe(10);
});
