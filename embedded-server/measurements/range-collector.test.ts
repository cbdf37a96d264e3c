import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bucketStarts } from './bucket-calendar.ts';
import { bucketSizeFor, widthOf } from './bucket-width.ts';
import { RangeCollector } from './range-collector.ts';

const readings = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.double({ noNaN: true, min: -1e300, max: 1e300 })), { maxLength: 300 })
  .map((pairs) => pairs.sort(([a], [b]) => a - b));

function collect(pairs: readonly (readonly [number, number])[], fromMs: number, toMs: number, most: number, bucketMs: number) {
  const startOf = (timeMs: number) => Math.floor(timeMs / bucketMs) * bucketMs;
  const collector = new RangeCollector({ fromMs, toMs, most, bucketMs, startOf });
  for (const [timeMs, value] of pairs) collector.add(timeMs, value);
  return collector.result();
}

test('nothing is left out: every reading lies within the band of its bucket, and no spike is hidden', () => {
  fc.assert(
    fc.property(readings, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 50_000 }), (pairs, most, bucketMs) => {
      const range = collect(pairs, 20_000, 80_000, most, bucketMs);
      const inside = pairs.filter(([timeMs]) => timeMs >= 20_000 && timeMs < 80_000);
      expect(range.count).toBe(inside.length);
      expect(range.extremes?.high).toBe(inside.length > 0 ? Math.max(...inside.map(([, value]) => value)) : undefined);
      expect(range.extremes?.low).toBe(inside.length > 0 ? Math.min(...inside.map(([, value]) => value)) : undefined);
      if (inside.length > 0) expect(inside).toContainEqual([range.extremes?.highAtMs, range.extremes?.high]);
      for (const [timeMs, value] of pairs) {
        const places = range.timeMs.flatMap((start, index) => (timeMs >= start && timeMs < start + Math.max(1, range.bucketMs) ? [index] : []));
        expect(places.some((index) => (range.min[index] ?? 0) <= value && value <= (range.max[index] ?? 0))).toBe(true);
      }
      for (const [index, mean] of range.mean.entries()) {
        expect(mean).toBeGreaterThanOrEqual(range.min[index] ?? 0);
        expect(mean).toBeLessThanOrEqual(range.max[index] ?? 0);
      }
    }),
  );
});

test('few readings are given as they are, equal times included', () => {
  const range = collect([[30_000, 1], [30_000, 2], [40_000, 3]], 20_000, 80_000, 3, 10_000);
  expect(range).toMatchObject({ bucketMs: 0, timeMs: [30_000, 30_000, 40_000], mean: [1, 2, 3], count: 3 });
});

test('one more than that and they are gathered', () => {
  const range = collect([[30_000, 1], [31_000, 2], [40_000, 3], [41_000, 9]], 20_000, 80_000, 3, 10_000);
  expect(range).toMatchObject({ bucketMs: 10_000, timeMs: [30_000, 40_000], min: [1, 3], max: [2, 9], mean: [1.5, 6] });
});

test('a single spike in a year of minutes is in the picture', () => {
  const year = 365 * 86_400_000;
  const size = bucketSizeFor(year, 432);
  const collector = new RangeCollector({ fromMs: 0, toMs: year, most: 432, bucketMs: widthOf(size), startOf: bucketStarts(size, 'Europe/Helsinki') });
  for (let timeMs = 0; timeMs < year; timeMs += 60_000) collector.add(timeMs, timeMs === 200 * 86_400_000 ? 99 : 4);
  const range = collector.result();
  expect(range.count).toBe(525_600);
  expect(range.timeMs.length).toBeLessThanOrEqual(432);
  expect(Math.max(...range.max)).toBe(99);
  expect(range.extremes).toMatchObject({ high: 99, highAtMs: 200 * 86_400_000, low: 4 });
});

test.each([
  [3_600_000, '10 s'],
  [8 * 3_600_000, '2 m'],
  [86_400_000, '5 m'],
  [7 * 86_400_000, '30 m'],
  [30 * 86_400_000, '2 h'],
  [365 * 86_400_000, '1 d'],
  [20 * 365 * 86_400_000, '28 d'],
])('a stretch of %d ms in at most 432 points: one point is %s', (lengthMs, words) => {
  const { count, unit } = bucketSizeFor(lengthMs, 432);
  expect(`${count} ${unit}`).toBe(words);
});

test('days are local days: of 23 and 25 hours where the clocks change', () => {
  const startOf = bucketStarts({ count: 1, unit: 'd' }, 'Europe/Helsinki');
  const span = (day: string) => startOf(Date.parse(`${day}T12:00:00Z`) + 86_400_000) - startOf(Date.parse(`${day}T12:00:00Z`));
  expect([span('2026-03-29'), span('2026-10-25'), span('2026-06-01')].map((ms) => ms / 3_600_000)).toEqual([23, 25, 24]);
});
