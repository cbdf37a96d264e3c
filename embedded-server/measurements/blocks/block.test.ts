import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { WholeSection } from '../section.ts';
import { packBlock, readHead, unpackBlock } from './block.ts';

/** Values that devices send and that are hard to keep: fractions, integers at the edge, −0, tiny ones, all 17 digits. */
const value = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map((tenths) => tenths / 10),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0, 1e-300, 0.1 + 0.2, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 50, 2 ** 50 + 1, -(2 ** 53) + 1),
);
const time = fc.oneof(fc.integer({ min: 0, max: 4_102_444_799_999 }), fc.integer({ min: 0, max: 5_000 }).map((step) => 1_700_000_000_000 + step * 60_000));

interface Drawn {
  times: number[];
  columns: number[][];
  ordinals: number[];
  extras: [number, string][];
}

const drawn: fc.Arbitrary<Drawn> = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 4 })).chain(([count, width]) =>
  fc.record({
    times: fc.array(time, { minLength: count, maxLength: count }).map((times) => times.toSorted((a, b) => a - b)),
    columns: fc.array(fc.array(value, { minLength: count, maxLength: count }), { minLength: width, maxLength: width }),
    ordinals: fc.oneof(fc.constant(new Array<number>(count).fill(0)), fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: count, maxLength: count })),
    extras: fc.array(fc.tuple(fc.integer({ min: 0, max: count - 1 }), fc.string({ unit: 'grapheme' })), { maxLength: 3 }),
  }),
);

function sectionOf({ times, columns, ordinals, extras }: Drawn, shape: number): WholeSection {
  return {
    shape,
    count: times.length,
    times: Float64Array.from(times),
    ordinals: ordinals.some((ordinal) => ordinal > 0) ? Float64Array.from(ordinals) : null,
    columns: columns.map((values) => Float64Array.from(values)),
    extras: extras.length > 0 ? new Map(extras) : null,
  };
}

/** Bits, for −0 is not 0. */
function bits(values: Float64Array | null): string {
  return values === null ? '' : Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex');
}

describe('a block', () => {
  test('comes back bit for bit', () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 3 }), (list) => {
        const sections = list.map((one, index) => sectionOf(one, index + 1));
        const { head, body, count } = packBlock(sections);
        const unpacked = unpackBlock(head, body);
        expect(count).toBe(sections.reduce((sum, section) => sum + section.count, 0));
        unpacked.forEach((section, index) => {
          const whole = sections[index] as WholeSection;
          expect(bits(section.times)).toBe(bits(whole.times));
          expect(bits(section.ordinals)).toBe(bits(whole.ordinals));
          whole.columns.forEach((values, column) => expect(bits(section.column(column))).toBe(bits(values)));
          expect([...(section.extras ?? [])]).toEqual([...(whole.extras ?? [])]);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('of decimals that grow and values that jump comes back bit for bit', () => {
    const decimal = fc.tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 45 }), fc.integer({ min: 0, max: 9 })).map(([digits, decimals]) => digits / 10 ** decimals);
    const steady = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 3 })).map(([digits, decimals]) => digits / 10 ** decimals);
    const long = { minLength: 600, maxLength: 600 };
    const column = fc.oneof(fc.array(decimal, long), fc.array(steady, long));
    fc.assert(
      fc.property(column, (values) => {
        const whole = Float64Array.from(values);
        const times = Float64Array.from(values, (_, index) => index);
        const { head, body } = packBlock([{ shape: 1, count: whole.length, times, ordinals: null, columns: [whole], extras: null }]);
        expect(bits(unpackBlock(head, body)[0]?.column(0) ?? null)).toBe(bits(whole));
      }),
      { numRuns: 60 },
    );
  });

  test('tells by its head what is in it', () => {
    const times = Float64Array.of(1000, 2000, 2000);
    const section = { count: 3, times, ordinals: Float64Array.of(0, 0, 1), columns: [Float64Array.of(1, 2, 3)], extras: null };
    const { head, fromMs, toMs, body } = packBlock([{ ...section, shape: 7 }, { ...section, shape: 9 }]);
    expect(readHead(head)).toEqual([7, 9].map((shape) => ({ shape, width: 1, count: 3, fromMs: 1000, toMs: 2000 })));
    expect([fromMs, toMs]).toEqual([1000, 2000]);
    expect(unpackBlock(head, body, (shape) => shape === 9).map(({ shape }) => shape)).toEqual([9]);
  });

  test('that is damaged is not read as something else', () => {
    const section = { shape: 1, count: 2, times: Float64Array.of(1, 2), ordinals: null, columns: [Float64Array.of(1, 2)], extras: null };
    const { head, body } = packBlock([section]);
    const damaged = Uint8Array.from(body, (byte, index) => (index === body.length - 6 ? byte ^ 1 : byte));
    expect(() => unpackBlock(head, damaged)).toThrow();
    expect(() => unpackBlock(Uint8Array.of(9, 1), body)).toThrow('version 9');
  });

  test('of steady readings takes less than a byte a value', () => {
    const count = 1_000;
    const times = Float64Array.from({ length: count }, (_, index) => 1_760_000_000_000 + index * 60_000 + ((index * 7919) % 40));
    let seed = 1;
    const noise = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
    const walk = (step: number) => {
      let at = 20;
      return Float64Array.from({ length: count }, () => Math.round((at += noise() * step) * 10) / 10);
    };
    const columns = [1, 0.4, 2, 0.2, 0.5].map(walk);
    const { body } = packBlock([{ shape: 1, count, times, ordinals: null, columns, extras: null }]);
    expect(body.length / (count * columns.length)).toBeLessThan(0.8);
  });
});
