import { expect, test } from 'vitest';

import { letterKeys, letterOf, ownKey, takenBy, withOwnKey } from './letter-keys.ts';

test.each([
  ['A', 'Q'],
  ['Shift+A', 'Shift+Q'],
  ['Ctrl+A', 'Ctrl+A'],
  ['ArrowDown', 'ArrowDown'],
  ['K', 'K'],
  ['?', '?'],
])('for whom A is Q, %s is %s', (written, own) => {
  expect(ownKey({ A: 'Q' }, written)).toBe(own);
});

test('a letter that something else has is named; one that was left is free', () => {
  expect(takenBy({}, 'K', 'J')).toBe('K');
  expect(takenBy({ K: 'X' }, 'K', 'J')).toBeNull();
  expect(takenBy({ K: 'X' }, 'X', 'J')).toBe('K');
  expect(takenBy({}, 'J', 'J')).toBeNull();
});

test('the usual letter needs no entry', () => {
  expect(withOwnKey({ A: 'Q' }, 'J', 'B')).toEqual({ A: 'Q', J: 'B' });
  expect(withOwnKey({ A: 'Q', J: 'B' }, 'A', 'A')).toEqual({ J: 'B' });
});

test('a press is a letter only by itself', () => {
  const press = (key: string, more = {}) => letterOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  expect([press('q'), press('Ä'), press('1'), press('Enter'), press('q', { ctrlKey: true })]).toEqual(['Q', 'Ä', null, null, null]);
});

test('every letter that anything in the console answers to can be changed', () => {
  const sources: Record<string, string> = import.meta.glob('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  const product = Object.entries(sources).filter(([path]) => !path.endsWith('.test.ts'));
  expect(product.length).toBeGreaterThan(100);
  const bound = product.flatMap(([, text]) => [...text.matchAll(/(?:\{ key|keyHint): '(?:Shift\+)?([A-Z])'|keyHint="(?:Shift\+)?([A-Z])"/g)].map(([, one, other]) => one ?? other ?? ''));
  expect(bound.length).toBeGreaterThan(8);
  expect(bound.filter((letter) => !letterKeys.some((known) => known === letter))).toEqual([]);
});
