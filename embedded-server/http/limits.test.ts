import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { parseJson } from './limits.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function codeOf(input: Uint8Array): string {
  try {
    parseJson(input);
    return 'accepted';
  } catch (error) {
    return error instanceof ExpectedError ? error.code : `bug: ${String(error)}`;
  }
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const wideArray = (members: number) => JSON.stringify(Array.from({ length: members }, () => 1));
const wideObject = (members: number) => JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, n) => [`k${n}`, 1])));

test.each([
  ['64 levels', nested(64), 'accepted'],
  ['65 levels', nested(65), 'malformed'],
  ['a million levels', '['.repeat(1_000_000), 'malformed'],
  ['1,000 items', wideArray(1000), 'accepted'],
  ['1,001 items', wideArray(1001), 'too-large'],
  ['1,000 keys', wideObject(1000), 'accepted'],
  ['1,001 keys', wideObject(1001), 'too-large'],
  ['many items over several arrays', `[${wideArray(900)},${wideArray(900)}]`, 'accepted'],
  ['brackets and commas in a text', JSON.stringify('[{,'.repeat(5_000)), 'accepted'],
  ['an escaped quote before brackets', JSON.stringify({ a: `"${'['.repeat(100)}` }), 'accepted'],
  ['a text without its end', '"abc', 'malformed'],
  ['a text ending in a backslash', '"abc\\', 'malformed'],
  ['more closed than opened', ']]]]', 'malformed'],
  ['nothing', '', 'malformed'],
  ['NaN', '{"a":NaN}', 'malformed'],
  ['__proto__', '{"a":[{"__proto__":{"b":1}}]}', 'malformed'],
  ['__proto__ spelt in escapes', '{"\\u005f_proto__":{"b":1}}', 'malformed'],
  ['constructor.prototype', '{"constructor":{"prototype":{"b":1}}}', 'malformed'],
  ['a plain constructor', '{"constructor":"Kone Oy"}', 'accepted'],
  ['__proto__ as a value', '{"a":"__proto__"}', 'accepted'],
])('%s: %#', (_name, text, expected) => {
  expect(codeOf(bytes(text))).toBe(expected);
});

test('bytes that are no UTF-8 are refused, even inside a text', () => {
  expect(codeOf(new Uint8Array([0x22, 0xc3, 0x28, 0x22]))).toBe('malformed');
  expect(codeOf(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]))).toBe('malformed');
});

test('whatever JSON within the limits goes in comes out', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('__proto__'));
      expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('no bytes whatever make it fail in an unexpected way', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      expect(codeOf(input)).not.toMatch(/^bug/);
    }),
  );
});
