import { beforeEach, expect, test } from 'vitest';

import { clearPicked, pickAll, pickRange, rangeOf, togglePicked, usePicked } from './picked-devices.ts';

const keys = ['a', 'b', 'c', 'd'];
const ids = () => [...usePicked.getState().ids].sort();

beforeEach(clearPicked);

test.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['c', 'c', ['c']],
  [null, 'c', ['c']],
  ['gone', 'c', ['c']],
  ['a', 'gone', []],
])('from %s to %s', (from, to, range) => {
  expect(rangeOf(keys, from, to)).toEqual(range);
});

test('one is picked and let go', () => {
  togglePicked('a');
  togglePicked('c');
  togglePicked('a');
  expect(ids()).toEqual(['c']);
});

test('a range begins where picking began and can turn round', () => {
  togglePicked('b');
  pickRange(keys, 'd', null);
  expect(ids()).toEqual(['b', 'c', 'd']);
  pickRange(keys, 'a', null);
  expect(ids()).toEqual(['a', 'b']);
});

test('without a beginning it is the row one is on', () => {
  pickRange(keys, 'c', 'b');
  expect(ids()).toEqual(['b', 'c']);
});

test('all is more than what is loaded', () => {
  pickAll(keys, true);
  expect([ids(), usePicked.getState().all]).toEqual([keys, true]);
  togglePicked('a');
  expect(usePicked.getState().all).toBe(false);
});
