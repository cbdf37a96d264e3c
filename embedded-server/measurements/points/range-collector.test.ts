import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bucketsOf, bucketStarts, evenBuckets } from './bucket-calendar.ts';
import { bucketSizeFor, widthOf } from './bucket-width.ts';
import { RangeCollector, type RangeColumns } from './range-collector.ts';

const readings = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.double({ noNaN: true, min: -1e300, max: 1e300 })), { maxLength: 300 })
  .map((pairs) => pairs.sort(([a], [b]) => a - b));

function columnsOf(pairs: readonly (readonly [number, number])[]) {
  return { times: Float64Array.from(pairs, ([timeMs]) => timeMs), values: Float64Array.from(pairs, ([, value]) => value) };
}

function listed({ timeMs, min, max, mean, ...rest }: RangeColumns) {
  return { ...rest, timeMs: Array.from(timeMs), min: Array.from(min), max: Array.from(max), mean: Array.from(mean) };
}

function collect(pairs: readonly (readonly [number, number])[], fromMs: number, toMs: number, most: number, bucketMs: number, slice = 7) {
  const collector = new RangeCollector({ fromMs, toMs, most, bucketMs, bucketAt: evenBuckets(0, bucketMs) });
  for (let from = 0; from < pairs.length; from += slice) collector.add(columnsOf(pairs.slice(from, from + slice)));
  return listed(collector.result());
}

test('nothing is left out: every reading lies within the band of its bucket, and no spike is hidden', () => {
  fc.assert(
    fc.property(readings, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 400 }), (pairs, most, bucketMs, slice) => {
      const range = collect(pairs, 20_000, 80_000, most, bucketMs, slice);
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

test('means of large values stay finite, and of equal values equal', () => {
  const large = collect([[30_000, 1.7e308], [30_001, 1.7e308], [30_002, 1.7e308]], 20_000, 80_000, 1, 10_000);
  expect(large).toMatchObject({ mean: [1.7e308], extremes: { mean: 1.7e308 } });
  const equal = collect([[30_000, 0.1], [30_001, 0.1], [30_002, 0.1]], 20_000, 80_000, 1, 10_000);
  expect(equal.mean).toEqual([0.1]);
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
  const collector = new RangeCollector({ fromMs: 0, toMs: year, most: 432, bucketMs: widthOf(size), bucketAt: bucketsOf(size, 'Europe/Helsinki') });
  const readingAt = (minute: number): [number, number] => [minute * 60_000, minute === 200 * 1440 ? 99 : 4];
  for (let day = 0; day < 365; day += 1) collector.add(columnsOf(Array.from({ length: 1440 }, (_, minute) => readingAt(day * 1440 + minute))));
  const range = listed(collector.result());
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
