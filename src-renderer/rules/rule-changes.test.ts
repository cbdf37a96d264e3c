import { expect, test } from 'vitest';

import type { RuleDraft } from '#contract/rules.ts';

import { changedParts, startsAnew } from './rule-changes.ts';

const rule: RuleDraft = {
  name: 'Freezer too warm',
  enabled: true,
  scope: { kind: 'group', groupId: '7' },
  series: { fragment: 'air', series: 'temperature' },
  condition: { kind: 'threshold', direction: 'above', limit: -18, deadband: 0.5, forMs: 600_000, clearForMs: 0 },
  severity: 'CRITICAL',
  text: 'too warm',
  help: '',
};

test('an equal rule written in another order has not changed', () => {
  expect(changedParts(rule, { ...rule, series: { series: 'temperature', fragment: 'air' } })).toEqual([]);
});

test.each<[Partial<RuleDraft>, string[], boolean]>([
  [{ text: 'far too warm', severity: 'MAJOR' }, ['severity', 'text'], false],
  [{ name: 'Cold store', help: 'Close the door.' }, ['name', 'help'], false],
  [{ enabled: false }, ['enabled'], true],
  [{ scope: { kind: 'all' } }, ['scope'], true],
  [{ series: null, condition: { kind: 'silence', afterMs: null } }, ['series', 'condition'], true],
  [{ condition: { kind: 'threshold', direction: 'above', limit: -17, deadband: 0.5, forMs: 600_000, clearForMs: 0 } }, ['condition'], true],
])('%j changes %j, starts anew: %s', (change, parts, anew) => {
  const changed = changedParts(rule, { ...rule, ...change });
  expect(changed).toEqual(parts);
  expect(startsAnew(changed)).toBe(anew);
});
