import fc from 'fast-check';
import { expect, test } from 'vitest';

import { downsample } from './downsample.ts';

const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.double({ noNaN: true, min: -1e300, max: 1e300 })), { maxLength: 300 })
  .map((pairs) => pairs.sort(([a], [b]) => a - b))
  .map((pairs) => ({ times: pairs.map(([time]) => time), values: pairs.map(([, value]) => value) }));

test('never more buckets than asked, no spike hidden, no bucket without points', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 50 }), (given, buckets) => {
      const result = downsample(given, 0, 100_000, buckets);
      expect(result.count).toBe(given.times.length);
      expect(result.timeMs.length).toBeLessThanOrEqual(Math.max(buckets, result.bucketMs === 0 ? buckets : 0));
      if (given.values.length > 0) {
        expect(Math.max(...result.max)).toBe(Math.max(...given.values));
        expect(Math.min(...result.min)).toBe(Math.min(...given.values));
      }
      for (const start of result.bucketMs === 0 ? [] : result.timeMs) {
        expect(given.times.some((time) => time >= start && time < start + result.bucketMs)).toBe(true);
      }
      expect([...result.timeMs]).toEqual([...result.timeMs].sort((a, b) => a - b));
    }),
  );
});

test('few points are given as they are, repeated times included', () => {
  const given = { times: [5, 5, 7], values: [1, 2, 3] };
  expect(downsample(given, 0, 10, 10)).toEqual({ bucketMs: 0, timeMs: [5, 5, 7], min: [1, 2, 3], max: [1, 2, 3], mean: [1, 2, 3], count: 3 });
});

test('a bucket tells lowest, highest and mean', () => {
  const result = downsample({ times: [0, 1, 2, 10], values: [1, 2, 6, 9] }, 0, 20, 2);
  expect(result).toMatchObject({ bucketMs: 10, timeMs: [0, 10], min: [1, 9], max: [6, 9], mean: [3, 9] });
});
