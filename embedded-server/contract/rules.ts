/** Rules: what raises and ends an alarm by itself. Durations are milliseconds. */
import { z } from 'zod';

import { severitySchema } from './alarms.ts';

const minuteMs = 60_000;
const durationMs = z.number().int().min(0).max(7 * 24 * 60 * minuteMs);

/**
 * Above (or below) `limit` for `forMs`. It ends when the value is back beyond the limit by
 * `deadband` (for above: at or below limit − deadband), held for `clearForMs`.
 * Both durations are counted in reading time. While no newer reading comes, the last one holds: devices
 * that only report changes are understood, and a device gone quiet is the silence rule's subject.
 */
const thresholdSchema = z.object({
  kind: z.literal('threshold'),
  direction: z.enum(['above', 'below']),
  limit: z.number(),
  deadband: z.number().min(0).default(0),
  forMs: durationMs.default(0),
  clearForMs: durationMs.default(0),
});

/**
 * Changes by at least `change` (in the series' unit) within `withinMs`, rising or falling: the newest
 * reading against the lowest (highest) of the window that ends with it. It ends when a reading shows
 * less than half of `change` over its window; without readings it goes on.
 */
const rateSchema = z.object({
  kind: z.literal('rate'),
  direction: z.enum(['rising', 'falling']),
  change: z.number().positive(),
  withinMs: durationMs.min(1000),
});

/**
 * Nothing heard from the device for `afterMs`; null = three times the interval learned from it. Ends with
 * the next arrival of anything. Devices never heard from are not missed, and time while the core itself
 * was not listening does not count.
 */
const silenceSchema = z.object({
  kind: z.literal('silence'),
  afterMs: durationMs.min(1000).nullable().default(null),
});

export const conditionSchema = z.discriminatedUnion('kind', [thresholdSchema, rateSchema, silenceSchema]);
export type Condition = z.infer<typeof conditionSchema>;

/** Which devices: one, the members of a group (nested groups included), or every one with that series. */
export const ruleScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('device'), deviceId: z.string() }),
  z.object({ kind: z.literal('group'), groupId: z.string() }),
  z.object({ kind: z.literal('all') }),
]);
export type RuleScope = z.infer<typeof ruleScopeSchema>;

/** A rule looks at readings that arrive after it was saved. */
export const ruleDraftSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    enabled: z.boolean().default(true),
    scope: ruleScopeSchema,
    /** The series it watches, by name; null only for 'silence', which watches the device and ignores it. */
    series: z.object({ fragment: z.string().min(1), series: z.string().min(1) }).nullable(),
    condition: conditionSchema,
    severity: severitySchema,
    /** What the alarm says, such as `too warm`; the device's name stands before it on screen. */
    text: z.string().trim().min(1).max(200),
    /** What to do, one step a line. */
    help: z.string().max(2000).default(''),
  })
  .refine((rule) => rule.series !== null || rule.condition.kind === 'silence', {
    message: 'choose the value the rule watches',
    path: ['series'],
  });
export type RuleDraft = z.infer<typeof ruleDraftSchema>;

/** A stored rule. `version` grows with every save; `id` is a string of digits. */
export const ruleSchema = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  changedMs: z.number().int(),
  changedBy: z.string(),
  ...ruleDraftSchema.shape,
});
export type Rule = z.infer<typeof ruleSchema>;

const ruleAlarmPrefix = 'valvomo_rule_';

/** Wire alarm type of a rule's alarms: unique to the rule, so that devices' own alarms never mix with it. */
export function ruleAlarmType(ruleId: string): string {
  return ruleAlarmPrefix + ruleId;
}

/** Whether alarms of this type belong to a rule; nobody else may raise them. */
export function isRuleAlarmType(type: string): boolean {
  return type.startsWith(ruleAlarmPrefix);
}

/** The rule behind an alarm's type; null when no rule raised it. */
export function ruleOfAlarmType(type: string): string | null {
  return isRuleAlarmType(type) ? type.slice(ruleAlarmPrefix.length) : null;
}
