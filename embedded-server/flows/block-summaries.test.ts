/** Pictures made from what blocks say in short are those made from every reading. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { run } from '../db/unit.ts';
import { sealSource } from '../measurements/writing/sealing.ts';
import { forgetSummaries } from '../measurements/summaries/summary-store.ts';
import { TestSite } from '../testing/test-site.ts';
import { summariseBlocks } from './block-summaries.ts';
import { deleteMeasurements } from './measurement-deletion.ts';
import { updateSite } from './site-changes.ts';
import { trendRanges } from './trend-ranges.ts';

const minute = 60_000;
const day = 1440 * minute;
const nobodyLeaves = new AbortController().signal;
const air = ['air', 'temperature', '°C'] as const;

let site: TestSite;
beforeAll(async () => {
  site = new TestSite();
  await updateSite(site.tenant, { name: 'Koivula', timeZone: 'Europe/Helsinki' }, 'anna');
});
afterAll(() => site.end());

const summaries = (): { block: number; length: number }[] =>
  site.tenant.database.connections.read.execute({ sql: 'SELECT block, length(summary) AS length FROM block_summaries', parameters: [] });

async function seal(deviceId: number): Promise<void> {
  const { database, measurements, series } = site.tenant;
  const head = measurements.headOf(deviceId);
  if (head) await database.write(() => sealSource(measurements, series, head));
}

async function picture(deviceId: number, fromMs: number, toMs: number, most: number) {
  const [series] = site.tenant.series.ofDevice(deviceId);
  const [found] = await trendRanges(site.tenant, [series?.id ?? 0], { fromMs, toMs }, most, nobodyLeaves);
  if (!found) throw new Error('no range');
  const { timeMs, min, max, mean, extremes, ...rest } = found;
  const means = [...Array.from(mean), extremes?.mean ?? 0];
  return { exact: { ...rest, ...extremes, mean: null, timeMs: Array.from(timeMs), min: Array.from(min), max: Array.from(max) }, means };
}

/** The same question before and after blocks are told in short. */
async function bothWays(ask: () => ReturnType<typeof picture>) {
  await site.tenant.database.write(() => run(forgetSummaries()));
  const read = await ask();
  await summariseBlocks(site.tenant);
  return { read, told: await ask() };
}

const values = fc.oneof(
  fc.integer({ min: -500, max: 500 }).map((tenths) => () => tenths / 10),
  fc.integer({ min: 1, max: 9 }).map((seed) => (index: number) => Math.round(Math.sin(index / 50 / seed) * 300) / 10),
  fc.integer({ min: 1, max: 9 }).map((seed) => (index: number) => Math.sin(index * seed) * 1e6),
  fc.constant((index: number) => (index % 977 === 0 ? 1e300 : -1e300 + index)),
  fc.constant((index: number) => (index % 2 === 0 ? -0 : 0)),
);
const drawn = fc.record({
  stepMs: fc.constantFrom(1_000, 20_000, minute, 10 * minute),
  count: fc.integer({ min: 500, max: 6_000 }),
  value: values,
  jitterMs: fc.integer({ min: 0, max: 900 }),
  /** Readings that come after the others have been sealed, among them. */
  late: fc.integer({ min: 0, max: 400 }),
  from: fc.double({ min: 0, max: 0.9, noNaN: true }),
  length: fc.double({ min: 0.05, max: 1, noNaN: true }),
  most: fc.constantFrom(10, 48, 200, 720),
});

test('the same buckets, count and extremes with their moments, whatever was measured, however it lies in blocks', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ stepMs, count, value, jitterMs, late, from, length, most }) => {
      const deviceId = await site.addObject('Freezer');
      const startMs = site.clock.now() - (count + 2) * stepMs;
      const timeOf = (index: number) => startMs + index * stepMs + ((index * 7919) % (jitterMs + 1));
      await site.record(deviceId, air, Array.from({ length: count }, (_, index): [number, number] => [timeOf(index), value(index)]));
      await seal(deviceId);
      if (late > 0) await site.record(deviceId, air, Array.from({ length: late }, (_, index): [number, number] => [timeOf(index * 3), value(index + 1)]));
      if (late % 2 === 0) await seal(deviceId);
      const fromMs = Math.round(startMs + from * count * stepMs);
      const toMs = Math.max(fromMs + 1_000, Math.round(fromMs + length * count * stepMs));
      const { read, told } = await bothWays(() => picture(deviceId, fromMs, toMs, most));
      expect(told.exact).toEqual(read.exact);
      told.means.forEach((mean, index) => expect(Math.abs(mean - (read.means[index] ?? 0))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(mean))));
      await deleteMeasurements(site.tenant, { deviceId, shapes: undefined, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
    }),
    { numRuns: 60 },
  );
});

/** A device with a reading a minute over some days, sealed. */
async function measured(days: number, value: (index: number) => number): Promise<{ deviceId: number; fromMs: number; toMs: number }> {
  const deviceId = await site.addObject('Freezer');
  const toMs = site.clock.now();
  const fromMs = toMs - days * day;
  await site.record(deviceId, air, Array.from({ length: days * 1440 }, (_, index): [number, number] => [fromMs + index * minute, value(index)]));
  await seal(deviceId);
  await summariseBlocks(site.tenant);
  return { deviceId, fromMs, toMs };
}

test('what is deleted is not told any more', async () => {
  const { deviceId, fromMs, toMs } = await measured(20, (index) => (index === 10_000 ? 9 : -20));
  await deleteMeasurements(site.tenant, { deviceId, shapes: undefined, fromMs: fromMs + 9_000 * minute, toMs: fromMs + 11_000 * minute });
  expect((await picture(deviceId, fromMs, toMs, 60)).exact).toMatchObject({ high: -20, count: 20 * 1440 - 2_000 });
  await summariseBlocks(site.tenant);
  expect((await picture(deviceId, fromMs, toMs, 60)).exact).toMatchObject({ high: -20, count: 20 * 1440 - 2_000 });
});

test('days of another zone: told anew', async () => {
  const { deviceId, fromMs, toMs } = await measured(20, (index) => index % 50);
  await updateSite(site.tenant, { name: 'Koivula', timeZone: 'Asia/Kolkata' }, 'anna');
  expect(summaries()).toEqual([]);
  const { read, told } = await bothWays(() => picture(deviceId, fromMs, toMs, 30));
  expect(told.exact).toEqual(read.exact);
  expect(summaries().length).toBeGreaterThan(0);
  await updateSite(site.tenant, { name: 'Koivula', timeZone: 'Europe/Helsinki' }, 'anna');
});

/** Damage blocks of a device that do not hold some moments. @returns how many. */
function damage(deviceId: number, but: readonly number[]): number {
  const source = site.tenant.measurements.ordinalOf(deviceId) ?? 0;
  const spared = but.map((timeMs) => `NOT (from_ms <= ${timeMs} AND to_ms >= ${timeMs})`).join(' AND ');
  site.tenant.measurements.blocks.abortGroup();
  const connection = site.tenant.database.connections.write();
  return connection.execute({ sql: `UPDATE measurement_blocks SET body = x'00' WHERE source = ${source} AND ${spared} RETURNING id`, parameters: [] }).length;
}

test('a picture of days unpacks no block but the first one and those with the extremes', async () => {
  const { deviceId, fromMs, toMs } = await measured(20, (index) => (index === 12_000 ? 9 : -20 - (index % 7)));
  expect(damage(deviceId, [fromMs, fromMs + 12_000 * minute])).toBeGreaterThan(9);
  const { exact } = await picture(deviceId, fromMs, toMs, 30);
  expect(exact).toMatchObject({ high: 9, highAtMs: fromMs + 12_000 * minute, low: -26, lowAtMs: fromMs + 6 * minute, count: 20 * 1440 });
});

test('a block that cannot be unpacked holds up no other', async () => {
  const { deviceId, fromMs } = await measured(4, (index) => index);
  expect(damage(deviceId, [fromMs])).toBeGreaterThan(0);
  await site.tenant.database.write(() => run(forgetSummaries()));
  await measured(1, (index) => index);
  expect(summaries().at(-1)?.length).toBeGreaterThan(2);
});
