import { expect, test } from 'vitest';

import { isKept, quantile, tableOf } from './figures.ts';

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
