import fc from 'fast-check';
import { expect, test } from 'vitest';

import { addressOf, derivedId, maxSourceOrdinal, overflowId } from './measurement-id.ts';

const key = fc.record({
  source: fc.integer({ min: 1, max: maxSourceOrdinal }),
  timeMs: fc.integer({ min: 0, max: 2 ** 42 - 1 }),
  ordinal: fc.integer({ min: 0, max: 15 }),
});

test('an id gives back where its measurement lies, and fits a signed 64-bit number', () => {
  fc.assert(
    fc.property(key, (where) => {
      const id = derivedId(where);
      expect(addressOf(id)).toEqual({ kind: 'key', key: where });
      expect(BigInt(id)).toBeLessThan(2n ** 63n);
    }),
  );
});

test('ids are public: these never change', () => {
  expect(derivedId({ source: 1, timeMs: 0, ordinal: 0 })).toBe('70368744177664');
  expect(derivedId({ source: 1, timeMs: Date.UTC(2026, 10, 19, 12, 32, 8), ordinal: 2 })).toBe('99090208625666');
  expect(derivedId({ source: 131071, timeMs: 2 ** 42 - 1, ordinal: 15 })).toBe('9223372036854775807');
});

test('ids of one source sort by time, then by arrival', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      const [x, y] = [derivedId(a), derivedId({ ...b, source: a.source })].map(BigInt) as [bigint, bigint];
      if (a.timeMs !== b.timeMs) expect(x < y).toBe(a.timeMs < b.timeMs);
      else if (a.ordinal !== b.ordinal) expect(x < y).toBe(a.ordinal < b.ordinal);
    }),
  );
});

test('overflow ids have a space of their own', () => {
  expect(addressOf(overflowId(1))).toEqual({ kind: 'overflow', number: 1 });
});

test.each(['', 'x', '-1', '1.5', '9223372036854775808', '99999999999999999999', '0x10', ' 1'])('%j is no id', (text) => {
  expect(addressOf(text)).toBeNull();
});
