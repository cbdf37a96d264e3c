/**
 * A rule while it is written as a sentence: choices as chosen, numbers as typed. Turning it into a
 * draft finds what is still missing, slot by slot.
 */
import type { Severity } from '#contract/alarms.ts';
import { type Condition, type RuleDraft, type RuleScope, ruleDraftSchema } from '#contract/rules.ts';

import { numberFieldText, parseNumber, tidyNumber } from '../format/number-fields.ts';
import type { Language } from '../state/language.ts';

/** The verb of the sentence; it decides which slots follow. */
export const verbs = ['above', 'below', 'rising', 'falling', 'silent'] as const;
export type Verb = (typeof verbs)[number];

export interface SeriesName {
  fragment: string;
  series: string;
}

export interface RuleForm {
  /** Empty = the name proposed from the sentence. */
  name: string;
  enabled: boolean;
  /** Until a device or group is picked its id is empty. */
  scope: RuleScope;
  series: SeriesName | null;
  verb: Verb;
  /** Typed numbers. `endLimit` empty = the limit itself. */
  limit: string;
  endLimit: string;
  change: string;
  forMs: number;
  clearForMs: number;
  withinMs: number;
  /** Null = learned from the device. */
  afterMs: number | null;
  severity: Severity;
  text: string;
  help: string;
}

const minuteMs = 60_000;
/** Characters of a rule's name, as the contract has it. */
export const longestName = 120;

/** An empty sentence with the usual numbers in it. */
export const emptyRuleForm: RuleForm = {
  name: '',
  enabled: true,
  scope: { kind: 'all' },
  series: null,
  verb: 'above',
  limit: '',
  endLimit: '',
  change: '',
  forMs: 5 * minuteMs,
  clearForMs: 0,
  withinMs: 10 * minuteMs,
  afterMs: null,
  severity: 'MAJOR',
  text: '',
  help: '',
};

/** Above ends lower than it begins, below higher. */
function endSide(direction: 'above' | 'below'): 1 | -1 {
  return direction === 'above' ? -1 : 1;
}

function conditionFields(condition: Condition, language: Language): Partial<RuleForm> {
  const text = (value: number): string => numberFieldText(value, language);
  switch (condition.kind) {
    case 'threshold': {
      const { direction, limit, deadband, forMs, clearForMs } = condition;
      // Without a deadband it ends at the limit, also when that is moved.
      const endLimit = deadband === 0 ? '' : text(limit + endSide(direction) * deadband);
      return { verb: direction, limit: text(limit), endLimit, forMs, clearForMs };
    }
    case 'rate':
      return { verb: condition.direction, change: text(condition.change), withinMs: condition.withinMs };
    case 'silence':
      return { verb: 'silent', afterMs: condition.afterMs };
  }
}

/** A stored rule as the sentence that is edited. */
export function formOfRule(rule: RuleDraft, language: Language): RuleForm {
  const { name, enabled, scope, series, severity, text, help, condition } = rule;
  return { ...emptyRuleForm, name, enabled, scope, series, severity, text, help, ...conditionFields(condition, language) };
}

/** A slot of the sentence that something is wrong with. */
export type RuleSlot = 'series' | 'scope' | 'limit' | 'endLimit' | 'change' | 'text';
export type RuleProblem = 'missing' | 'not-a-number' | 'not-positive' | 'wrong-side';
export type RuleProblems = Partial<Record<RuleSlot, RuleProblem>>;

/** A typed number or what is wrong with it. */
function typedNumber(text: string): { value: number } | { problem: RuleProblem } {
  if (text.trim() === '') return { problem: 'missing' };
  const value = parseNumber(text);
  return value === null ? { problem: 'not-a-number' } : { value };
}

type Found = { condition: Condition } | { problems: RuleProblems };

function thresholdOf(form: RuleForm, direction: 'above' | 'below'): Found {
  const limit = typedNumber(form.limit);
  const end = form.endLimit.trim() === '' ? limit : typedNumber(form.endLimit);
  if ('problem' in limit) return { problems: { limit: limit.problem } };
  if ('problem' in end) return { problems: { endLimit: end.problem } };
  const deadband = tidyNumber((end.value - limit.value) * endSide(direction));
  if (deadband < 0) return { problems: { endLimit: 'wrong-side' } };
  const { forMs, clearForMs } = form;
  // -0 would be written as 0 by JSON and then differ from what was sent.
  return { condition: { kind: 'threshold', direction, limit: limit.value, deadband: deadband + 0, forMs, clearForMs } };
}

function rateOf(form: RuleForm, direction: 'rising' | 'falling'): Found {
  const change = typedNumber(form.change);
  if ('problem' in change) return { problems: { change: change.problem } };
  if (change.value <= 0) return { problems: { change: 'not-positive' } };
  return { condition: { kind: 'rate', direction, change: change.value, withinMs: form.withinMs } };
}

function conditionOf(form: RuleForm): Found {
  switch (form.verb) {
    case 'above':
    case 'below':
      return thresholdOf(form, form.verb);
    case 'rising':
    case 'falling':
      return rateOf(form, form.verb);
    case 'silent':
      return { condition: { kind: 'silence', afterMs: form.afterMs } };
  }
}

function scopeIsOpen(scope: RuleScope): boolean {
  return (scope.kind === 'device' && scope.deviceId === '') || (scope.kind === 'group' && scope.groupId === '');
}

function problemsOf(form: RuleForm, found: Found): RuleProblems {
  const problems: RuleProblems = 'problems' in found ? { ...found.problems } : {};
  if (form.verb !== 'silent' && form.series === null) problems.series = 'missing';
  if (scopeIsOpen(form.scope)) problems.scope = 'missing';
  if (form.text.trim() === '') problems.text = 'missing';
  return problems;
}

export type RuleOutcome = { draft: RuleDraft; problems: null } | { draft: null; problems: RuleProblems };

/**
 * The draft a finished sentence means, or what is wrong with which slot.
 * @param proposedName used while the person has given none.
 */
export function draftOfForm(form: RuleForm, proposedName: string): RuleOutcome {
  const found = conditionOf(form);
  const problems = problemsOf(form, found);
  if ('problems' in found || Object.keys(problems).length > 0) return { draft: null, problems };
  const draft = ruleDraftSchema.parse({
    name: form.name.trim() || proposedName.slice(0, longestName),
    enabled: form.enabled,
    scope: form.scope,
    series: form.verb === 'silent' ? null : form.series,
    condition: found.condition,
    severity: form.severity,
    text: form.text,
    help: form.help,
  });
  return { draft, problems: null };
}
