/** What the clock alone makes due, without a reading or an arrival. Changes nothing. */
import type { Rule } from '#contract/rules.ts';

import { atRest, elapseSilence, elapseThreshold, type Decision, type Hearing, type Outcome, type Reading } from './conditions.ts';
import { covers, type RuleIndex } from './rule-index.ts';
import type { RuleSurroundings, Transition } from './rule-surroundings.ts';
import { deviceTarget, type Standing, type Standings } from './standings.ts';

/** One look at the clock. */
export interface Look {
  nowMs: number;
  /** Since when anything could have been heard. */
  listeningSinceMs: number;
  rules: RuleIndex;
  standings: Standings;
  lastReading(seriesId: number): Reading | undefined;
  around: RuleSurroundings;
}

function elapse(look: Look, rule: Rule, { target, phase }: Standing): Outcome {
  // A device that left the group is not the rule's any more.
  if (!covers(rule, target.deviceId, look.around.ancestorsOf)) {
    const decision: Decision | null = phase.kind === 'pending' ? null : { kind: 'end', endedMs: look.nowMs };
    return { phase: atRest, decision };
  }
  const last = rule.condition.kind === 'threshold' ? look.lastReading(target.id) : undefined;
  if (rule.condition.kind !== 'threshold' || !last) return { phase, decision: null };
  const heldMs = Math.max(0, look.nowMs - Math.max(last.arrivalMs, look.listeningSinceMs));
  return elapseThreshold(rule.condition, phase, last, last.timeMs + heldMs);
}

/** Conditions that by now have held, or been over, for long enough; and those of devices out of scope. */
export function* dueStandings(look: Look): Iterable<Transition> {
  for (const standing of look.standings.all()) {
    const rule = look.rules.get(standing.ruleId);
    if (!rule) continue;
    const outcome = elapse(look, rule, standing);
    if (outcome.phase.kind !== standing.phase.kind) yield { rule, target: standing.target, ...outcome };
  }
}

function* dueSilence(look: Look, rule: Rule, deviceId: number, hearing: Hearing): Iterable<Transition> {
  if (rule.condition.kind !== 'silence') return;
  const phase = look.standings.phaseOf(rule.id, deviceId);
  const outcome = elapseSilence(rule.condition, phase, hearing, look.nowMs, look.listeningSinceMs);
  if (outcome.phase.kind === phase.kind || !covers(rule, deviceId, look.around.ancestorsOf)) return;
  yield { rule, target: deviceTarget(deviceId), ...outcome };
}

/** Devices that have been silent for too long by now. */
export function* dueSilences(look: Look): Iterable<Transition> {
  const { silence } = look.rules;
  if (silence.length === 0) return;
  for (const deviceId of look.around.heardDevices()) {
    const hearing = look.around.hearingOf(deviceId);
    if (hearing) for (const rule of silence) yield* dueSilence(look, rule, deviceId, hearing);
  }
}
