/** Rows of rules and of where they stand, turned into what they mean. A row that cannot be read is logged and left out. */
import { z } from 'zod';

import type { RuleVersion } from '#contract/console/rule-calls.ts';
import { ruleDraftSchema, type Rule, type RuleDraft } from '#contract/rules.ts';

import { logger } from '../log.ts';
import type { Phase } from './conditions.ts';
import type { Standing, Target } from './standings.ts';

const log = logger('rules');

export interface RuleRow {
  id: number;
  version: number;
  definition: string;
  changed_ms: number;
  changed_by: string;
}

/** The parts of a rule that a person decides. */
export function draftOf(rule: RuleDraft): RuleDraft {
  const { name, enabled, scope, series, condition, severity, text, help } = rule;
  return { name, enabled, scope, series, condition, severity, text, help };
}

/** One rule, or none when its definition is of no use: the others must still work. */
export function ruleOf(row: RuleRow): Rule[] {
  const parsed = ruleDraftSchema.safeParse(JSON.parse(row.definition));
  if (parsed.success) {
    return [{ id: String(row.id), version: row.version, changedMs: row.changed_ms, changedBy: row.changed_by, ...parsed.data }];
  }
  log.error({ ruleId: row.id, problem: parsed.error.message }, 'a stored rule cannot be read and is left out');
  return [];
}

/** One save of a rule, or none when its definition is of no use any more. */
export function versionOf(row: Omit<RuleRow, 'id'> & { restored_from: number | null }): RuleVersion[] {
  const parsed = ruleDraftSchema.safeParse(JSON.parse(row.definition));
  if (!parsed.success) return [];
  const { version, changed_ms: changedMs, changed_by: changedBy, restored_from: restoredFrom } = row;
  return [{ version, changedMs, changedBy, restoredFrom, draft: parsed.data }];
}

const timeMs = z.number().int();
const phaseSchema: z.ZodType<Phase> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pending'), sinceMs: timeMs, late: z.boolean() }),
  z.object({ kind: z.literal('raised') }),
  z.object({ kind: z.literal('clearing'), sinceMs: timeMs }),
]);
const stateSchema = z.object({ deviceId: z.number().int(), onSeries: z.boolean(), phase: phaseSchema });

/** The JSON of a row of rule_states. */
export function stateText(target: Target, phase: Phase): string {
  return JSON.stringify({ deviceId: target.deviceId, onSeries: target.seriesId !== null, phase });
}

export function standingOf(row: { rule_id: number; target_id: number; state: string }): Standing[] {
  const parsed = stateSchema.safeParse(JSON.parse(row.state));
  if (!parsed.success) {
    log.error({ ruleId: row.rule_id, targetId: row.target_id }, 'a stored rule state cannot be read and is left out');
    return [];
  }
  const { deviceId, onSeries, phase } = parsed.data;
  const target = { id: row.target_id, deviceId, seriesId: onSeries ? row.target_id : null };
  return [{ ruleId: String(row.rule_id), target, phase }];
}
