import { expect, test } from 'vitest';

import { clockOffset } from './clock-offset.ts';

test.each([
  [1_000_000, 1_000_000, null],
  [1_000_000, 1_119_000, null],
  [1_000_000, 1_121_000, -121_000],
  [5_000_000, 1_000_000, 4_000_000],
  [undefined, 1_000_000, null],
  [1_000_000, null, null],
])('a reading of %s heard at %s: %s', (readingMs, heardMs, offset) => {
  expect(clockOffset(readingMs, heardMs)).toBe(offset);
});
