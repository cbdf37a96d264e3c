import { expect, test } from 'vitest';

import { isDue } from './session-activity.ts';

test.each([
  [-Infinity, 0, true],
  [0, 59_999, false],
  [0, 60_000, true],
  [90_000, 10_000, true],
])('told at %d, at %d due: %s', (toldMs, nowMs, due) => {
  expect(isDue(toldMs, nowMs)).toBe(due);
});
