import { expect, test } from 'vitest';

import { backoffMs } from './backoff.ts';

test('waits double, up to ten seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 20].map((attempt) => backoffMs(attempt, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('chance spreads them by a quarter', () => {
  expect([backoffMs(0, 0), backoffMs(0, 1)]).toEqual([375, 625]);
});
