import { describe, expect, test } from 'vitest';

import { type ChartRange, chartRows, extremes, limitsInReach, withLatest } from './chart-rows.ts';

function rangeOf(points: [number, number][], bucketMs = 0): ChartRange {
  const values = points.map(([, value]) => value);
  return { fromMs: 0, toMs: 1000, bucketMs, timeMs: points.map(([time]) => time), min: values, max: values, mean: values };
}

describe('rows of a chart', () => {
  test('a gap is an empty row, never a joined line and never zero', () => {
    const rows = chartRows(rangeOf([[0, 1], [10, 2], [100, 3], [110, 4]]), 10);
    expect(rows.map(({ mean }) => mean)).toEqual([1, 2, null, 3, 4]);
    expect(rows[2]?.band).toBeNull();
  });

  test('a reading between two gaps stands alone', () => {
    const rows = chartRows(rangeOf([[0, 1], [10, 1], [20, 1], [100, 2], [200, 3], [210, 3]]), 10);
    expect(rows.filter(({ alone }) => alone).map(({ mean }) => mean)).toEqual([2]);
  });

  test('an empty range has no rows and no extremes', () => {
    expect(chartRows(rangeOf([]), null)).toEqual([]);
    expect(extremes(rangeOf([]))).toBeNull();
  });
});

describe('a newer reading', () => {
  const range = rangeOf([[0, 1], [10, 2]]);
  test('joins the end', () => {
    expect(withLatest(range, { timeMs: 20, value: 9 }).mean).toEqual([1, 2, 9]);
    expect(extremes(withLatest(range, { timeMs: 20, value: 9 }))).toEqual({ low: 1, high: 9 });
  });
  test.each([null, { timeMs: 10, value: 9 }, { timeMs: 5, value: 9 }, { timeMs: 2000, value: 9 }])('%o does not', (latest) => {
    expect(withLatest(range, latest)).toBe(range);
  });
});

test('a limit far from the readings would press them flat and is left out', () => {
  const range = { min: [-22, -21], max: [-21, -14] };
  const limits = [-18, -30, 1, 10].map((value) => ({ value }));
  expect(limitsInReach(limits, range).map(({ value }) => value)).toEqual([-18, -30, 1]);
  expect(limitsInReach(limits, { min: [], max: [] })).toHaveLength(4);
});

test('readings that do not change leave room for a limit near by', () => {
  expect(limitsInReach([{ value: 101 }, { value: 103 }], { min: [100], max: [100] }).map(({ value }) => value)).toEqual([101]);
});
