import fc from 'fast-check';
import { expect, test } from 'vitest';

import { calmRows } from './calm-rows.ts';

interface Row {
  key: string;
  text: string;
}
const keyOf = (row: Row): string => row.key;
const rows = (...keys: string[]): Row[] => keys.map((key) => ({ key, text: key }));
const shownKeys = (before: Row[], live: Row[], held: boolean): string[] =>
  calmRows(before, live, held, keyOf).shown.map(keyOf);

test('a list nobody holds shows what is so', () => {
  expect(shownKeys(rows('b', 'c'), rows('a', 'c', 'b'), false)).toEqual(['a', 'c', 'b']);
});

test('a held list keeps its order and lets newcomers wait', () => {
  const calm = calmRows(rows('b', 'c'), rows('a', 'c', 'b'), true, keyOf);
  expect(calm.shown.map(keyOf)).toEqual(['b', 'c']);
  expect(calm.waiting.map(keyOf)).toEqual(['a']);
});

test('a held row changes in its place', () => {
  const live = [{ key: 'b', text: 'acknowledged' }];
  expect(calmRows(rows('a', 'b'), live, true, keyOf).shown[1]?.text).toBe('acknowledged');
});

test('a row that is gone stays while the list is held', () => {
  expect(shownKeys(rows('a', 'b'), rows('b'), true)).toEqual(['a', 'b']);
});

test('an empty list has nothing to hold', () => {
  expect(shownKeys([], rows('a'), true)).toEqual(['a']);
});

test('held: no place ever changes, and shown and waiting together hold every live row once', () => {
  const someRows = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String)).map((keys) => rows(...keys));
  fc.assert(
    fc.property(someRows, someRows, (before, live) => {
      fc.pre(before.length > 0);
      const { shown, waiting } = calmRows(before, live, true, keyOf);
      expect(shown.map(keyOf)).toEqual(before.map(keyOf));
      const all = [...shown, ...waiting].map(keyOf);
      expect(new Set(all).size).toBe(all.length);
      for (const row of live) expect(all).toContain(row.key);
    }),
  );
});
