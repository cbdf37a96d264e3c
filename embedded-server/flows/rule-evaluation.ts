/**
 * Rules at work: readings, arrivals and the clock move them, what they decide raises and ends alarms, and where
 * they stand is stored; all in the unit of what moved them, so that an acknowledged reading has raised its alarm.
 */
import type { AlarmCause } from '#contract/alarms.ts';
import { ruleAlarmType, type Rule } from '#contract/rules.ts';

import { run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import type { Decision } from '../rules/conditions.ts';
import { ruleOf, standingOf, stateText } from '../rules/rule-row.ts';
import { allRules, allRuleStates, deleteRuleState, saveRuleState } from '../rules/rule-store.ts';
import type { SeriesReadings, Transition } from '../rules/rule-surroundings.ts';
import type { Target } from '../rules/standings.ts';
import { endAlarm, raiseAlarm } from './alarm-raising.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('rules');

/** Transitions of the clock applied in one unit: a thousand devices falling silent must not hold up ingest. */
const sliceOfTransitions = 200;

type RaiseDecision = Extract<Decision, { kind: 'raise' }>;

function causeOf(tenant: OpenTenant, rule: Rule, target: Target, value: number | null): AlarmCause {
  const unit = target.seriesId === null ? null : (tenant.series.get(target.seriesId)?.unit ?? null);
  return {
    ruleId: rule.id,
    seriesId: target.seriesId === null ? null : String(target.seriesId),
    limit: rule.condition.kind === 'threshold' ? rule.condition.limit : null,
    value,
    unit,
  };
}

function* raiseByRule(tenant: OpenTenant, rule: Rule, target: Target, decision: RaiseDecision, nowMs: number): Unit<void> {
  const { sinceMs, timeMs, late, value } = decision;
  yield* raiseAlarm(tenant, {
    deviceId: target.deviceId,
    type: ruleAlarmType(rule.id),
    text: rule.text,
    severity: rule.severity,
    status: 'ACTIVE',
    ...{ sinceMs, timeMs, nowMs, late },
    by: rule.changedBy,
    help: rule.help,
    cause: causeOf(tenant, rule, target, value),
    fragments: {},
  });
}

function* apply(tenant: OpenTenant, { rule, target, phase, decision }: Transition, nowMs: number): Unit<void> {
  if (decision?.kind === 'raise') yield* raiseByRule(tenant, rule, target, decision, nowMs);
  if (decision?.kind === 'end') yield* endAlarm(tenant, target.deviceId, ruleAlarmType(rule.id), decision.endedMs, nowMs);
  const ruleId = Number(rule.id);
  if (phase.kind === 'rest') yield* run(deleteRuleState(ruleId, target.id));
  else yield* run(saveRuleState(ruleId, target.id, stateText(target, phase)));
}

/** A rule whose decision cannot be carried out starts anew with the next reading; nothing else suffers from it. */
function* applyAll(tenant: OpenTenant, transitions: readonly Transition[], nowMs: number): Unit<void> {
  for (const transition of transitions) {
    try {
      yield* apply(tenant, transition, nowMs);
    } catch (error) {
      log.error({ err: error, ruleId: transition.rule.id, targetId: transition.target.id }, 'a decision could not be carried out');
      tenant.rules.reset(transition.rule.id, transition.target);
    }
  }
}

/**
 * What an arrival from a device means to the rules. Runs inside the unit that stores it, after its readings are
 * stored and the contact is noted.
 * @param readings empty when something else arrived.
 */
export function* evaluateRules(
  tenant: OpenTenant,
  deviceId: number,
  readings: readonly SeriesReadings[],
  arrivalMs: number,
): Unit<void> {
  const heard = tenant.rules.heard(deviceId, arrivalMs);
  if (heard.length > 0) yield* applyAll(tenant, heard, arrivalMs);
  const observed = tenant.rules.observe(readings, arrivalMs);
  if (observed.length > 0) yield* applyAll(tenant, observed, arrivalMs);
}

/** What is due by now. Both clocks are read at the same moment: one read before waiting would look like a clock that was set. */
function dueNow({ rules, clock }: OpenTenant): { due: Transition[]; nowMs: number } {
  const nowMs = clock.now();
  return { due: rules.due(nowMs, clock.monotonic()), nowMs };
}

function* applyDue(tenant: OpenTenant): Unit<void> {
  const { due, nowMs } = dueNow(tenant);
  const slice = due.slice(0, sliceOfTransitions);
  tenant.rules.accept(slice);
  yield* applyAll(tenant, slice, nowMs);
}

/** What the clock alone makes due: silences, and conditions that have held for long enough. Idle, it writes nothing. */
export async function tickRules(tenant: OpenTenant): Promise<void> {
  let left = dueNow(tenant).due.length;
  while (left > 0) {
    await tenant.database.write(() => applyDue(tenant));
    left -= sliceOfTransitions;
  }
}

/** Rules and where they stand, out of the store; once, before the first write and after the series are loaded. */
export function loadRules(tenant: OpenTenant): void {
  const rules = tenant.database.read(allRules()).flatMap(ruleOf);
  const standings = tenant.database.read(allRuleStates()).flatMap(standingOf);
  tenant.rules.load(rules, standings);
}
