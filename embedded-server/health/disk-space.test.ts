import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';

import { diskSpace, hasRecovered, isShort } from './disk-space.ts';

const limits = { leastShare: 0.05, leastBytes: 500_000_000 };

test.each([
  [499_999_999, 1e9, true],
  [500_000_000, 1e9, false],
  [49e9, 1000e9, true],
  [51e9, 1000e9, false],
])('%i of %i bytes free', (freeBytes, totalBytes, short) => {
  expect(isShort({ freeBytes, totalBytes }, limits)).toBe(short);
});

test('it is short until there is clearly more than the limit', () => {
  expect([51e9, 59e9, 60e9].map((freeBytes) => hasRecovered({ freeBytes, totalBytes: 1000e9 }, limits))).toEqual([false, false, true]);
});

test('the disk of a folder that is there is known, of another it is not', async () => {
  const space = await diskSpace(tmpdir());
  expect(space?.totalBytes).toBeGreaterThan(space?.freeBytes ?? Infinity);
  expect(await diskSpace('/nowhere/at/all')).toBeNull();
});
