import { afterAll, beforeAll, expect, test } from 'vitest';

import { TestSite } from '../../testing/test-site.ts';
import { readPoints } from './point-range.ts';
import { pointAfter, pointBefore, pointSlices } from './point-slices.ts';

const name = { fragment: 'c8y_Temperature', series: 'T' };
const hour = 3_600_000;
let site: TestSite;
let deviceId: number;
/** A burst of readings every second, then nothing for days, then a few. */
let times: number[];

beforeAll(async () => {
  site = new TestSite();
  deviceId = await site.addObject('Freezer');
  const start = site.clock.now() - 400 * 24 * hour;
  times = [
    ...Array.from({ length: 9_000 }, (_, index) => start + index * 1_000),
    ...Array.from({ length: 20 }, (_, index) => start + 300 * 24 * hour + index * hour),
    start + 300 * 24 * hour + 19 * hour,
  ];
  await site.record(deviceId, [name.fragment, name.series, '°C'], times.map((timeMs, index) => [timeMs, index]));
  // What is in memory is read at once; slices are for what is in blocks.
  await site.tenant.database.idle();
});
afterAll(() => site.end());

const series = () => ({ deviceId, ...name });

test('slices together are the whole stretch, each reading once, in order; none is empty or takes long', () => {
  const whole = readPoints(site.tenant.database, site.tenant.measurements, series(), 0, site.clock.now());
  const slices = [...pointSlices(site.tenant, series(), times[0] ?? 0, site.clock.now())];
  expect(slices.flatMap(({ values }) => [...values])).toEqual(whole.value);
  expect(slices.flatMap((slice) => [...slice.times])).toEqual(whole.timeMs);
  expect(Math.min(...slices.map((slice) => slice.times.length))).toBeGreaterThan(0);
  expect(Math.max(...slices.map((slice) => slice.times.length))).toBeLessThan(5_000);
});

test('late readings in blocks of their own come in their place', async () => {
  const late = await site.addObject('Late');
  const start = site.clock.now() - 30 * 24 * hour;
  const every = (stepMs: number, offsetMs: number, value: number) => Array.from({ length: 5_000 }, (_, index): [number, number] => [start + index * stepMs + offsetMs, value]);
  for (const [offsetMs, value] of [[0, 1], [30_000, 2], [5_000 * 60_000, 1]] as const) {
    await site.record(late, [name.fragment, name.series, '°C'], every(60_000, offsetMs, value));
    await site.tenant.database.idle();
  }
  const slices = [...pointSlices(site.tenant, { deviceId: late, ...name }, 0, site.clock.now())];
  const found = slices.flatMap((slice) => [...slice.times]);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(new Set(found).size).toBe(15_000);
  expect(slices.length).toBeGreaterThan(1);
});

test('the nearest reading before and after a moment, however far', () => {
  const lastOfBurst = times[8_999] ?? 0;
  const firstOfLater = times[9_000] ?? 0;
  const between = lastOfBurst + 100 * 24 * hour;
  expect(pointBefore(site.tenant, series(), between)).toEqual({ timeMs: lastOfBurst, value: 8_999 });
  expect(pointBefore(site.tenant, series(), lastOfBurst)).toEqual({ timeMs: lastOfBurst - 1_000, value: 8_998 });
  expect(pointBefore(site.tenant, series(), times[0] ?? 0)).toBeUndefined();
  expect(pointAfter(site.tenant, series(), between, site.clock.now())).toEqual({ timeMs: firstOfLater, value: 9_000 });
  expect(pointAfter(site.tenant, series(), between, firstOfLater)).toBeUndefined();
});
