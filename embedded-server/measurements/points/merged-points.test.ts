import fc from 'fast-check';
import { expect, test } from 'vitest';

import { mergedPoints } from './merged-points.ts';
import type { PointColumns } from './point-range.ts';

const slicesOf = (points: readonly (readonly [number, number])[], size: number): Iterator<PointColumns> => {
  const slices = Array.from({ length: Math.ceil(points.length / size) }, (_, index) => points.slice(index * size, (index + 1) * size));
  return slices.map((slice) => ({ times: Float64Array.from(slice, ([time]) => time), values: Float64Array.from(slice, ([, value]) => value) }))[Symbol.iterator]();
};

test('a row a moment, a column a series; equal moments of one series make rows of their own', () => {
  const rows = [...mergedPoints([slicesOf([[1, 10], [2, 20], [2, 21]], 2), slicesOf([[2, 5], [9, 6]], 1), slicesOf([], 1)])];
  expect(rows).toEqual([
    { timeMs: 1, values: [10, null, null] },
    { timeMs: 2, values: [20, 5, null] },
    { timeMs: 2, values: [21, null, null] },
    { timeMs: 9, values: [null, 6, null] },
  ]);
});

test('every reading comes once, in order, however it was sliced', () => {
  const series = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer())).map((points) => points.sort(([a], [b]) => a - b));
  fc.assert(
    fc.property(fc.array(series, { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), (all, size) => {
      const rows = [...mergedPoints(all.map((points) => slicesOf(points, size)))];
      expect(rows.map(({ timeMs }) => timeMs)).toEqual(rows.map(({ timeMs }) => timeMs).sort((a, b) => a - b));
      for (const [column, points] of all.entries()) {
        const found = rows.flatMap(({ timeMs, values }) => (values[column] == null ? [] : [[timeMs, values[column]]]));
        expect(found).toEqual(points);
      }
    }),
  );
});
