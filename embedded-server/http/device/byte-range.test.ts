import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseRange } from './byte-range.ts';

test.each([
  ['bytes=0-', 10, { from: 0, to: 10 }],
  ['bytes=4-', 10, { from: 4, to: 10 }],
  ['bytes=4-5', 10, { from: 4, to: 6 }],
  ['bytes=4-99', 10, { from: 4, to: 10 }],
  ['bytes=-3', 10, { from: 7, to: 10 }],
  ['bytes=-30', 10, { from: 0, to: 10 }],
  ['bytes=10-', 10, null],
  ['bytes=5-4', 10, null],
  ['bytes=-0', 10, null],
  ['bytes=-', 10, null],
  ['bytes=0-1,3-4', 10, null],
  ['lines=0-1', 10, null],
  [undefined, 10, null],
  ['bytes=0-', 0, null],
])('%s of %i bytes', (header, length, range) => {
  expect(parseRange(header, length)).toEqual(range);
});

test('no header leads outside the file', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,16}-\d{0,16}$/)), fc.nat(), (header, length) => {
      const range = parseRange(header, length);
      if (!range) return;
      expect(range.from).toBeGreaterThanOrEqual(0);
      expect(range.to).toBeLessThanOrEqual(length);
      expect(range.from).toBeLessThan(range.to);
    }),
  );
});
