import fc from 'fast-check';
import { expect, test } from 'vitest';

import { fitOf, foldText, queryWords } from './find-words.ts';

const fit = (query: string, name: string, beside = '') => fitOf(queryWords(query), foldText(name), foldText(beside));
const marked = (query: string, name: string) => fit(query, name)?.marks.map(([from, to]) => name.slice(from, to));

test.each([
  ['free', 'Freezer room 2', ['Free']],
  ['FREE 2', 'Freezer room 2', ['Free', '2']],
  ['room free', 'Freezer room 2', ['Free', 'room']],
  ['jaah', 'Jäähdytys 3', ['Jääh']],
  ['jää', 'Jaahdytys 3', ['Jaa']],
  ['frzr', 'Freezer room 2', ['Freezer']],
  ['eez', 'Freezer room 2', ['eez']],
  ['room 2 r', 'Freezer room 2', ['room', '2']],
])('%s is found in %s', (query, name, marks) => {
  expect(marked(query, name)).toEqual(marks);
});

test.each([
  ['rf', 'Freezer room'],
  ['fm', 'Freezer room'],
  ['frm', 'Freezer room'],
  ['freezer room 3', 'Freezer room 2'],
])('%s is not found in %s', (query, name) => {
  expect(fit(query, name)).toBeNull();
});

test('what is said beside counts less than the name', () => {
  const inName = fit('cold', 'Cold store', '')?.score ?? 0;
  const beside = fit('cold', 'Freezer room 2', 'Cold store')?.score ?? 0;
  expect(inName).toBeGreaterThan(beside);
  expect(beside).toBeGreaterThan(0);
  expect(fit('cold', 'Freezer room 2', 'Cold store')?.marks).toEqual([]);
});

test('the beginning of a word fits better than its middle, the whole better than letters of it', () => {
  const scores = ['pump 1', 'heatpump', 'plump'].map((name) => fit('pump', name)?.score ?? 0);
  expect(scores).toEqual([...scores].sort((one, other) => other - one));
  expect(new Set(scores).size).toBe(3);
});

test('everything is found by the words of its own name, and marks lie inside it, apart and in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const name = text.normalize('NFC');
      const words = queryWords(name);
      const found = fitOf(words, foldText(name));
      expect(found).not.toBeNull();
      let end = -1;
      for (const [from, to] of found?.marks ?? []) {
        expect(from).toBeGreaterThan(end);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(name.length);
        end = to;
      }
    }),
  );
});
