import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { TestSite } from '../testing/test-site.ts';
import { readPoints } from './point-range.ts';
import { nextSliceMs, pointAfter, pointBefore, pointSlices } from './point-slices.ts';

const name = { fragment: 'c8y_Temperature', series: 'T' };
const hour = 3_600_000;
let site: TestSite;
let deviceId: number;
/** A burst of readings every second, then nothing for days, then a few: slices must grow and shrink. */
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
});
afterAll(() => site.end());

const series = () => ({ deviceId, ...name });

test('slices together are the whole stretch, each reading once, in order; none is empty or much larger than wanted', () => {
  const whole = readPoints(site.tenant.database, site.tenant.measurements, series(), 0, site.clock.now());
  const slices = [...pointSlices(site.tenant, series(), times[0] ?? 0, site.clock.now())];
  expect(slices.flatMap(({ value }) => value)).toEqual(whole.value);
  expect(slices.flatMap(({ timeMs }) => timeMs)).toEqual(whole.timeMs);
  expect(Math.min(...slices.map(({ timeMs }) => timeMs.length))).toBeGreaterThan(0);
  expect(Math.max(...slices.map(({ timeMs }) => timeMs.length))).toBeLessThan(5_000);
});

test('a slice grows in the void, at most eightfold, and shrinks where readings are dense', () => {
  expect(nextSliceMs(1_000, 0)).toBe(8_000);
  expect(nextSliceMs(1_000, 4_000)).toBe(1_000);
  expect(nextSliceMs(1_000, 40_000)).toBe(100);
  fc.assert(fc.property(fc.nat(1e9), fc.nat(1e7), (ms, readings) => nextSliceMs(ms, readings) >= 1));
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
