import fc from 'fast-check';
import { expect, test } from 'vitest';

import { JsonWriter } from './json-writer.ts';

const writer = new JsonWriter();
const decimal = fc.tuple(fc.integer({ min: -(2 ** 53), max: 2 ** 53 }), fc.integer({ min: 0, max: 12 })).map(([value, decimals]) => value / 10 ** decimals);
const odd = fc.constantFrom(-0, 0, 1e-300, 5e-324, 1e-6, 1e-7, 0.1 + 0.2, 123456.123456, 999_999_999, 1e9, 1e9 - 0.1, 999_999_999_999_999, 1e15, 1e15 + 0.5, 2 ** 53, 1e21, 1.7976931348623157e308, -1.2345678901234567e-300, 0.000001, 4.35, 1.005);

test('numbers are written as JSON.stringify writes them', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(decimal, odd, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.float({ noNaN: true, noDefaultInfinity: true }), fc.integer()), { maxLength: 200 }), (values) => {
      writer.numbers(values);
      expect(writer.take().toString()).toBe(JSON.stringify(values));
    }),
    { numRuns: 1000 },
  );
});

test('numbers of a column, most of as many decimals as the one before, are written so too', () => {
  const column = fc.integer({ min: 0, max: 6 }).chain((decimals) => fc.array(fc.integer({ min: -(10 ** 10), max: 10 ** 10 }).map((value) => value / 10 ** decimals), { maxLength: 100 }));
  fc.assert(
    fc.property(column, (values) => {
      writer.numbers(values);
      expect(writer.take().toString()).toBe(JSON.stringify(values));
    }),
    { numRuns: 500 },
  );
});

test('a steady clock is written step by step', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 5 })), { maxLength: 20 }), (runs) => {
      let timeMs = 0;
      const steps = runs.flatMap(([step, times]) => Array.from({ length: times }, () => step));
      writer.steps(steps.map((step) => (timeMs += step)));
      expect(writer.take().toString()).toBe(JSON.stringify(steps));
    }),
  );
});

test('what no JSON can say is null, as ever', () => {
  writer.numbers([NaN, Infinity, -Infinity]);
  expect(writer.take().toString()).toBe('[null,null,null]');
});

test('ascending integers are written as the first one and distances', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 8.64e15 }), { maxLength: 200 }), (unordered) => {
      const values = Float64Array.from(unordered).sort();
      writer.steps(values);
      let sum = 0;
      expect((JSON.parse(writer.take().toString()) as number[]).map((step) => (sum += step))).toEqual([...values]);
    }),
  );
});

test('a long text is kept whole, with letters of every width, and what is taken stays as it was', () => {
  const long = JSON.stringify('å€𝄞x'.repeat(200_000));
  writer.text(long);
  const taken = writer.take();
  writer.text('"other"');
  writer.take();
  expect(taken.toString() === long).toBe(true);
});
