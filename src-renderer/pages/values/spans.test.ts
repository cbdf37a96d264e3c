import { expect, test } from 'vitest';

import { stretchBefore, wholeStretch } from './spans.ts';

const hour = 3_600_000;

test('a stretch before a moment has the length asked for and ends just after it', () => {
  const { fromMs, toMs } = stretchBefore(100 * hour, 8 * hour);
  expect(toMs - fromMs).toBe(8 * hour);
  expect(toMs).toBeGreaterThan(100 * hour);
  expect(toMs).toBeLessThan(101 * hour);
});

test('the whole stretch holds the first and the last reading', () => {
  const { fromMs, toMs } = wholeStretch(10 * hour, 110 * hour);
  expect([fromMs, toMs]).toEqual([8 * hour, 112 * hour]);
});

test('a lone reading stands in an hour', () => {
  const { fromMs, toMs } = wholeStretch(5 * hour, 5 * hour);
  expect(fromMs).toBeLessThan(5 * hour);
  expect(toMs).toBeGreaterThan(5 * hour);
});
