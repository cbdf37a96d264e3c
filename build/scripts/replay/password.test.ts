import { expect, test } from 'vitest';

import { typed } from './password.ts';

test.each([
  ['', 'secret\r', { text: 'secret', complete: true }],
  ['sec', 'ret', { text: 'secret', complete: false }],
  ['secrex', '\u007ft\n', { text: 'secret', complete: true }],
  ['', '\u007fa', { text: 'a', complete: false }],
  ['sec', '\u0003ret\r', null],
  ['pass', '\u0004', { text: 'pass', complete: true }],
])('%j and then %j', (text, keys, result) => {
  expect(typed(text, keys)).toEqual(result);
});
