import { expect, test } from 'vitest';

import { type Move, moveSelection } from './move-selection.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];

test.each<[string | undefined, Move, string]>([
  [undefined, 'next', 'a'],
  [undefined, 'previous', 'a'],
  [undefined, 'last', 'e'],
  ['gone', 'next', 'a'],
  ['a', 'next', 'b'],
  ['e', 'next', 'e'],
  ['a', 'previous', 'a'],
  ['c', 'first', 'a'],
  ['c', 'last', 'e'],
  ['b', 'page-down', 'd'],
  ['d', 'page-down', 'e'],
  ['b', 'page-up', 'a'],
])('from %s, %s goes to %s', (selected, move, expected) => {
  expect(moveSelection(keys, selected, move, 2)).toBe(expected);
});

test('an empty list selects nothing', () => {
  expect(moveSelection([], undefined, 'next', 2)).toBeUndefined();
});
