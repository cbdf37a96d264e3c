import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { any, daysKept, longestKept, parseRetentionRule, rulesFor, type RetentionRule } from './retention-rule.ts';

function rule(parts: Partial<RetentionRule>): RetentionRule {
  return { dataType: any, fragmentType: any, type: any, source: any, maximumAge: 100, ...parts };
}

const event = { type: 't', source: '7', fragments: ['f', 'g'] };
const kept = (rules: RetentionRule[]) => daysKept(rulesFor(rules, 'EVENT'), event);

describe('the most specific rule decides', () => {
  test.each<[string, RetentionRule[], number | null]>([
    ['without any it is kept', [], null],
    ['another kind', [rule({ dataType: 'ALARM', maximumAge: 1 })], null],
    ['any kind', [rule({ maximumAge: 9 })], 9],
    ['its kind before any', [rule({ maximumAge: 9 }), rule({ dataType: 'EVENT', maximumAge: 90 })], 90],
    ['a fragment before the kind', [rule({ dataType: 'EVENT', maximumAge: 9 }), rule({ fragmentType: 'g', maximumAge: 90 })], 90],
    ['a type before a fragment', [rule({ dataType: 'EVENT', fragmentType: 'f', maximumAge: 9 }), rule({ type: 't', maximumAge: 90 })], 90],
    ['a source before a type', [rule({ dataType: 'EVENT', type: 't', fragmentType: 'f', maximumAge: 9 }), rule({ source: '7', maximumAge: 90 })], 90],
    ['the longer of two fragments', [rule({ fragmentType: 'f', maximumAge: 9 }), rule({ fragmentType: 'g', maximumAge: 90 })], 90],
    ['what does not fit does not count', [rule({ source: '8', maximumAge: 1 }), rule({ type: 'u', maximumAge: 1 }), rule({ fragmentType: 'h', maximumAge: 1 })], null],
  ])('%s', (_, rules, days) => {
    expect(kept(rules)).toBe(days);
    expect(kept([...rules].reverse())).toBe(days);
  });

  test('whatever their order', () => {
    const part = (value: string) => fc.constantFrom(any, value);
    const rules = fc.array(
      fc.record({ dataType: fc.constantFrom<RetentionRule['dataType']>(any, 'EVENT', 'ALARM'), fragmentType: part('f'), type: part('t'), source: part('7'), maximumAge: fc.integer({ min: 1, max: 50 }) }),
      { maxLength: 8 },
    );
    fc.assert(fc.property(rules, (given) => kept(given) === kept([...given].reverse())));
  });

  test('the audit goes by rules of its own alone', () => {
    expect(rulesFor([rule({ maximumAge: 1 }), rule({ dataType: 'AUDIT', maximumAge: 400 })], 'AUDIT')).toHaveLength(1);
  });
});

test.each([
  [{ dataType: 'EVENT' }, 'maximumAge'],
  [{ maximumAge: 1 }, 'dataType'],
  [{ dataType: 'X', maximumAge: 1 }, 'dataType'],
  [{ dataType: 'EVENT', maximumAge: 0 }, 'maximumAge'],
  [{ dataType: 'EVENT', maximumAge: 1.5 }, 'maximumAge'],
  [{ dataType: 'EVENT', maximumAge: 40_000 }, 'maximumAge'],
  [{ dataType: 'EVENT', maximumAge: 1, source: 'x' }, 'source'],
  [{ dataType: 'EVENT', maximumAge: 1, type: '' }, 'type'],
  [{ dataType: 'AUDIT', maximumAge: 364 }, '365'],
  [{ dataType: 'AUDIT', maximumAge: 400, type: 'Alarm' }, 'by age alone'],
])('%j is refused', (body, word) => {
  expect(() => parseRetentionRule(body)).toThrow(word);
});

test.each([
  ['for ever where nothing says otherwise', [], 0, null],
  ['as is usual without rules', [], 30, 30],
  ['for ever what no narrow rule is about', [{ type: 'c8y_Air', maximumAge: 10 }], 0, null],
  ['by a general rule', [{ maximumAge: 20 }], 30, 20],
  ['by the longest of several', [{ maximumAge: 20 }, { source: '7', maximumAge: 400 }], 30, 400],
])('readings are kept %s', (_, rules, usual, days) => {
  const whole = rules.map((rule): RetentionRule => ({ dataType: 'MEASUREMENT', fragmentType: '*', type: '*', source: '*', ...rule }));
  expect(longestKept(rulesFor(whole, 'MEASUREMENT'), usual)).toBe(days);
});
