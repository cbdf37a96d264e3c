import { describe, expect, test } from 'vitest';

import { english as spokenEnglish } from './english.ts';
import { finnish as spokenFinnish } from './finnish.ts';

/** Every text of a catalogue by its dotted key. */
function textsOf(branch: object, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(branch)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const [inner, text] of textsOf(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

const slots = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? '').sort();

const english = textsOf(spokenEnglish);
const finnish = textsOf(spokenFinnish);

describe('the catalogues', () => {
  test('have the same keys', () => {
    expect([...finnish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('fill the same slots', () => {
    for (const [key, text] of english) expect([key, slots(finnish.get(key) ?? '')]).toEqual([key, slots(text)]);
  });

  test('say nothing empty', () => {
    for (const [key, text] of [...english, ...finnish]) expect([key, text.trim()]).not.toEqual([key, '']);
  });

  test('differ: under 5 % of the Finnish words are the English ones', () => {
    // Texts without words of their own (units, slots, names of languages) are the same everywhere.
    const worded = [...english].filter(([key, text]) => /\p{L}{4,}/u.test(text.replace(/\{\{.*?\}\}/g, '')) && !/language/.test(key));
    const same = worded.filter(([key, text]) => finnish.get(key) === text);
    expect(same.length / worded.length).toBeLessThan(0.05);
  });

  test('never shout and never say error', () => {
    for (const text of [...english.values(), ...finnish.values()]) expect(text).not.toMatch(/!|error:/i);
  });
});
