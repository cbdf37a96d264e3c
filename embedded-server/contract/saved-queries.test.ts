import { expect, test } from 'vitest';

import { viewWithout } from './saved-queries.ts';

test.each([
  ['?values=1%2C2%2C3&span=8h', '?values=1%2C3&span=8h'],
  ['span=8h&values=2,3', 'span=8h&values=3'],
  ['?values=2', null],
  ['?values=22&span=8h', '?values=22&span=8h'],
  ['?span=8h', '?span=8h'],
])('%s without the value 2 is %s', (query, rest) => {
  expect(viewWithout(query, new Set(['2']))).toBe(rest);
});
