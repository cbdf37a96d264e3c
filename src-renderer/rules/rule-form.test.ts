import { describe, expect, test } from 'vitest';

import type { RuleDraft } from '#contract/rules.ts';

import { draftOfForm, emptyRuleForm, formOfRule, type RuleForm } from './rule-form.ts';

const air = { fragment: 'air', series: 'temperature' };
const written: RuleForm = { ...emptyRuleForm, series: air, limit: '-18', text: 'too warm' };

const freezer: RuleDraft = {
  name: 'Freezer too warm',
  enabled: true,
  scope: { kind: 'group', groupId: '7' },
  series: air,
  condition: { kind: 'threshold', direction: 'above', limit: -18, deadband: 0.5, forMs: 600_000, clearForMs: 300_000 },
  severity: 'CRITICAL',
  text: 'too warm',
  help: 'Close the door.\nCall service.',
};

describe('a rule opened for editing', () => {
  test('shows where it ends instead of a deadband', () => {
    expect(formOfRule(freezer, 'en')).toMatchObject({ verb: 'above', limit: '−18', endLimit: '−18.5', forMs: 600_000 });
    const below: RuleDraft = { ...freezer, condition: { ...freezer.condition, kind: 'threshold', direction: 'below', limit: 18.05, deadband: 0.05, forMs: 0, clearForMs: 0 } };
    expect(formOfRule(below, 'fi')).toMatchObject({ verb: 'below', limit: '18,05', endLimit: '18,1' });
  });

  test('without a deadband ends at its limit, wherever that is moved', () => {
    const sharp: RuleDraft = { ...freezer, condition: { kind: 'threshold', direction: 'above', limit: -18, deadband: 0, forMs: 0, clearForMs: 0 } };
    const moved = draftOfForm({ ...formOfRule(sharp, 'en'), limit: '-15' }, 'x');
    expect(moved.draft?.condition).toMatchObject({ limit: -15, deadband: 0 });
  });

  test.each<RuleDraft>([
    freezer,
    { ...freezer, scope: { kind: 'all' }, condition: { kind: 'rate', direction: 'falling', change: 0.3, withinMs: 900_000 } },
    { ...freezer, scope: { kind: 'device', deviceId: '3' }, series: null, condition: { kind: 'silence', afterMs: null } },
    { ...freezer, enabled: false, series: null, condition: { kind: 'silence', afterMs: 3_600_000 } },
  ])('comes back as it was when nothing is changed', (rule) => {
    expect(draftOfForm(formOfRule(rule, 'fi'), 'proposed')).toEqual({ draft: rule, problems: null });
  });
});

describe('a written sentence', () => {
  test('without an end limit ends at the limit', () => {
    const { draft } = draftOfForm(written, 'Air too warm');
    expect(draft?.condition).toEqual({ kind: 'threshold', direction: 'above', limit: -18, deadband: 0, forMs: 300_000, clearForMs: 0 });
  });

  test('takes the proposed name until it is given one', () => {
    expect(draftOfForm(written, 'Air too warm').draft?.name).toBe('Air too warm');
    expect(draftOfForm({ ...written, name: ' Freezer ' }, 'Air too warm').draft?.name).toBe('Freezer');
  });

  test('of silence needs no value and forgets a chosen one', () => {
    const { draft } = draftOfForm({ ...written, verb: 'silent', limit: 'nonsense' }, 'Silent');
    expect(draft).toMatchObject({ series: null, condition: { kind: 'silence', afterMs: null } });
  });

  test.each<[Partial<RuleForm>, object]>([
    [{ limit: '' }, { limit: 'missing' }],
    [{ limit: 'cold' }, { limit: 'not-a-number' }],
    [{ endLimit: 'x' }, { endLimit: 'not-a-number' }],
    [{ endLimit: '-17' }, { endLimit: 'wrong-side' }],
    [{ verb: 'below', endLimit: '-19' }, { endLimit: 'wrong-side' }],
    [{ verb: 'rising', change: '0' }, { change: 'not-positive' }],
    [{ verb: 'falling', change: '' }, { change: 'missing' }],
    [{ series: null }, { series: 'missing' }],
    [{ scope: { kind: 'group', groupId: '' } }, { scope: 'missing' }],
    [{ scope: { kind: 'device', deviceId: '' } }, { scope: 'missing' }],
    [{ text: '  ' }, { text: 'missing' }],
    [{ text: '', series: null, limit: '' }, { text: 'missing', series: 'missing', limit: 'missing' }],
  ])('names every slot that is not right: %j', (change, problems) => {
    expect(draftOfForm({ ...written, ...change }, 'x')).toEqual({ draft: null, problems });
  });

  test('with its end on the right side keeps the exact deadband', () => {
    const { draft } = draftOfForm({ ...written, limit: '18,1', endLimit: '18,05' }, 'x');
    expect(draft?.condition).toMatchObject({ limit: 18.1, deadband: 0.05 });
  });
});
