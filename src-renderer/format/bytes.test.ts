import { expect, test } from 'vitest';

import { formatBytes } from './bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [940_400, '940 kB'],
  [1_910_000_000, '1.9 GB'],
  [5_000_000_000_000_000, '5,000 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en').replaceAll(/[\u00a0\u202f\u2009]/g, ' ')).toBe(text);
});
