import { expect, test } from 'vitest';

import { freshnessOf } from './freshness.ts';

const minute = 60_000;

test.each([
  [0, minute, 'fresh'],
  [1.9 * minute, minute, 'fresh'],
  [2 * minute, minute, 'stale'],
  [9.9 * minute, minute, 'stale'],
  [10 * minute, minute, 'none'],
  [9 * minute, null, 'fresh'],
  [10 * minute, null, 'stale'],
  [-minute, minute, 'fresh'],
] as const)('%d ms after a reading that comes every %s ms it is %s', (age, intervalMs, freshness) => {
  expect(freshnessOf({ timeMs: 0 }, intervalMs, age)).toBe(freshness);
});

test('without any reading there is none', () => {
  expect(freshnessOf(null, minute, 0)).toBe('none');
});
