import { describe, expect, it } from 'vitest';

import { en } from './locales/en.ts';
import { fi } from './locales/fi.ts';
import { fill, wordsFor } from './words.ts';

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the catalogues', () => {
  it('name the same texts, none of them empty', () => {
    expect(Object.keys(fi).sort()).toEqual(Object.keys(en).sort());
    expect([...Object.values(en), ...Object.values(fi)].filter((text) => text.trim() === '')).toEqual([]);
  });

  it('fill in the same values', () => {
    const inFinnish = new Map(Object.entries(fi));
    for (const [name, text] of Object.entries(en)) expect(places(inFinnish.get(name) ?? '')).toEqual(places(text));
  });
});

describe('wordsFor', () => {
  it.each(['fi', 'fi-FI', 'FI', 'fi_FI'])('answers %s in Finnish', (locale) => {
    expect(wordsFor(locale)).toBe(fi);
  });

  it.each(['en-GB', 'sv-FI', 'fil', ''])('answers %j in English', (locale) => {
    expect(wordsFor(locale)).toBe(en);
  });
});

describe('fill', () => {
  it('puts values in their places, as they are, and leaves what it has no value for', () => {
    expect(fill('{count} of {total}', { count: '$& {total}' })).toBe('$& {total} of {total}');
  });
});
