import fc from 'fast-check';
import { expect, test } from 'vitest';

import { jsonFault } from './json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['', 1, 1],
  ['{"a":1', 1, 7],
  ['{"a":1,}', 1, 8],
  ["{'a':1}", 1, 2],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['{"a":021}', 1, 7],
  ['{"a":1}}', 1, 8],
  ['["open', 1, 2],
  ['{"a":-21,9}', 1, 10],
  ['[1,]', 1, 4],
])('%j fails at line %i, column %i', (text, line, column) => {
  expect(jsonFault(text)).toEqual({ line, column });
});

const jsonish = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ \n-+.0123456789eEtrufalsn'), maxLength: 40 });

test('there is a fault exactly where the engine finds none to be JSON', () => {
  fc.assert(fc.property(fc.oneof(jsonish, fc.string()), (text) => (jsonFault(text) === null) === isJson(text)), { numRuns: 2_000 });
});

test('what is JSON has no fault, and a piece cut off its end of an object has one', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, cut) => {
      const text = JSON.stringify(value);
      expect(jsonFault(text)).toBeNull();
      const at = cut % text.length;
      expect(jsonFault(text.slice(0, at))).not.toBeNull();
    }),
  );
});
