import { expect, test } from 'vitest';

import { pseudoCatalogue, pseudoText } from './pseudo-text.ts';

test('letters wear accents, and the text grows by a third', () => {
  expect(pseudoText('Open')).toBe('Óƥéñ··');
});

test('slots, references and tags stay', () => {
  expect(pseudoText('<b>{{count}}</b> of $t(common:all)')).toMatch(/^<b>\{\{count\}\}<\/b> óƒ \$t\(common:all\)·+$/);
});

test('no plain letter is left of a text', () => {
  expect(pseudoText('The quick brown fox jumps over THE LAZY DOG')).not.toMatch(/[A-Za-z]/);
});

test('a catalogue keeps its shape', () => {
  expect(pseudoCatalogue({ a: { b: 'x' } })).toEqual({ a: { b: 'ẋ·' } });
});
