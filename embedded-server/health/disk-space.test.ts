import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';

import { diskSpace, isShort } from './disk-space.ts';

test.each([
  [499_999_999, 1e9, true],
  [500_000_000, 1e9, false],
  [49e9, 1000e9, true],
  [51e9, 1000e9, false],
])('%i of %i bytes free', (freeBytes, totalBytes, short) => {
  expect(isShort({ freeBytes, totalBytes })).toBe(short);
});

test('the disk of a folder that is there is known, of another it is not', async () => {
  const space = await diskSpace(tmpdir());
  expect(space?.totalBytes).toBeGreaterThan(space?.freeBytes ?? Infinity);
  expect(await diskSpace('/nowhere/at/all')).toBeNull();
});
