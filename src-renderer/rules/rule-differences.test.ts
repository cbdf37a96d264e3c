import { expect, test } from 'vitest';

import type { RuleDraft } from '#contract/rules.ts';

import { ruleDifferences } from './rule-differences.ts';

const draft: RuleDraft = {
  name: 'Too warm',
  enabled: true,
  scope: { kind: 'all' },
  series: { fragment: 'air', series: 'temperature' },
  condition: { kind: 'threshold', direction: 'above', limit: -18, deadband: 0.5, forMs: 600_000, clearForMs: 0 },
  severity: 'MAJOR',
  text: 'too warm',
  help: '',
};

test('the same differs in nothing', () => {
  expect(ruleDifferences(draft, { ...draft })).toEqual([]);
});

test('numbers and durations are told with what they were', () => {
  const after = { ...draft, condition: { ...draft.condition, limit: -20, forMs: 300_000 } as RuleDraft['condition'] };
  expect(ruleDifferences(draft, after)).toEqual([
    { kind: 'number', part: 'limit', from: -18, to: -20 },
    { kind: 'duration', part: 'forMs', from: 600_000, to: 300_000 },
  ]);
});

test('another kind of condition or direction is named as a whole', () => {
  const silent: RuleDraft = { ...draft, series: null, condition: { kind: 'silence', afterMs: null } };
  expect(ruleDifferences(draft, silent)).toEqual([{ kind: 'part', part: 'series' }, { kind: 'part', part: 'condition' }]);
  const below = { ...draft, condition: { ...draft.condition, direction: 'below', limit: 3 } as RuleDraft['condition'] };
  expect(ruleDifferences(draft, below)).toEqual([{ kind: 'part', part: 'condition' }]);
  const [learned, named] = [null, 60_000].map((afterMs): RuleDraft => ({ ...silent, condition: { kind: 'silence', afterMs } }));
  if (learned && named) expect(ruleDifferences(learned, named)).toEqual([{ kind: 'part', part: 'condition' }]);
});

test('words, severity and the switch are told with what they are now', () => {
  expect(ruleDifferences(draft, { ...draft, enabled: false, severity: 'CRITICAL', text: 'far too warm', help: 'Run.' })).toEqual([
    { kind: 'enabled', to: false },
    { kind: 'severity', to: 'CRITICAL' },
    { kind: 'text', part: 'text', to: 'far too warm' },
    { kind: 'part', part: 'help' },
  ]);
});
