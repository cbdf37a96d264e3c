import { expect, test } from 'vitest';

import { isKept, quantile, tableOf } from './figures.ts';
import { memoryFigures } from './memory.ts';

test.each([
  [[1], 0.95, 1],
  [[4, 1, 3, 2], 0.5, 2],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
  [[1, 2], 1, 2],
])('of %o the quantile %d is %d', (sample, part, value) => {
  expect(quantile(sample, part)).toBe(value);
});

test('what misses its target says so', () => {
  const missed = { name: 'p95', value: 1001, unit: 'ms', most: 1000 };
  expect(isKept(missed)).toBe(false);
  expect(tableOf([missed, { name: 'rows', value: 12, unit: '' }])).toContain('| p95 | 1001 ms | at most 1000 ms | MISSED |');
});

test('a heap is held against its first sample', () => {
  const sample = (minute: number, heapBytes: number) => ({ minute, heapBytes, nodes: 900, listeners: 300, coreBytes: 1000 });
  const growth = (last: number) => memoryFigures([sample(1, 1000), sample(5, 3000), sample(10, last)]).at(-1);
  expect(growth(1100)).toMatchObject({ value: expect.closeTo(110) });
  expect(isKept(growth(1100) ?? { name: '', value: 0, unit: '', most: -1 })).toBe(true);
  expect(isKept(growth(1300) ?? { name: '', value: 0, unit: '' })).toBe(false);
  expect(memoryFigures([])).toEqual([]);
});
