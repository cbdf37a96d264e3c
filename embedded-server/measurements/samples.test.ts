import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decodeSample, decodeSamples, encodeSamples } from './samples.ts';

test('doubles come back bit for bit, at any alignment', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.nat(7), (samples, shift) => {
      const encoded = encodeSamples(samples);
      const shifted = new Uint8Array(encoded.byteLength + shift);
      shifted.set(encoded, shift);
      const bytes = shifted.subarray(shift);
      expect(decodeSamples(bytes)).toEqual(samples);
      samples.forEach((sample, index) => expect(Object.is(decodeSample(bytes, index), sample)).toBe(true));
    }),
  );
});

test('bytes are little-endian', () => {
  expect([...encodeSamples([1])]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});
