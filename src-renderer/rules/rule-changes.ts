/** What saving a changed rule does. Pure; the core decides alike in its own `rule-changes`. */
import type { RuleDraft } from '#contract/rules.ts';

export const ruleParts = ['name', 'enabled', 'scope', 'series', 'condition', 'severity', 'text', 'help'] as const;
export type RulePart = (typeof ruleParts)[number];

/** Parts that say when alarms are raised; the rest says what they say. */
const deciding: readonly RulePart[] = ['enabled', 'scope', 'series', 'condition'];

/** Objects here are flat and written in one order, so their text tells whether they are the same. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
}

/** The parts of a rule that differ, in the sentence's order. */
export function changedParts(before: RuleDraft, after: RuleDraft): RulePart[] {
  return ruleParts.filter((part) => !isSame(before[part], after[part]));
}

/** Saving such a change ends the rule's active alarms and starts it anew. */
export function startsAnew(parts: readonly RulePart[]): boolean {
  return parts.some((part) => deciding.includes(part));
}
