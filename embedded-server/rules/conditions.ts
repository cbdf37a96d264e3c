/**
 * What a rule's condition makes of readings and of passing time. Pure: where it stands + what came → where it
 * stands now, and whether an alarm is to be raised or ended.
 *
 * Durations are counted in the time of the readings. Between readings the last one holds, so time also passes
 * without them ({@link elapseThreshold}); silence alone is counted in arrivals.
 */
import type { Condition } from '#contract/rules.ts';

export type ThresholdCondition = Extract<Condition, { kind: 'threshold' }>;
export type RateCondition = Extract<Condition, { kind: 'rate' }>;
export type SilenceCondition = Extract<Condition, { kind: 'silence' }>;

/** A point as a rule sees it. */
export interface Reading {
  timeMs: number;
  value: number;
  arrivalMs: number;
}

/** Where a rule stands for one series, or for silence one device. What is stored of it, while it is not at rest. */
export type Phase =
  | { kind: 'rest' }
  /** Beyond the limit since, not yet for long enough. */
  | { kind: 'pending'; sinceMs: number; late: boolean }
  | { kind: 'raised' }
  /** Back since, not yet for long enough. */
  | { kind: 'clearing'; sinceMs: number };

export type Decision =
  /** `sinceMs`: when the condition began, `timeMs`: when it had held long enough; the source's time. */
  | { kind: 'raise'; sinceMs: number; timeMs: number; value: number | null; late: boolean }
  | { kind: 'end'; endedMs: number };

export interface Outcome {
  phase: Phase;
  decision: Decision | null;
}

export const atRest: Phase = { kind: 'rest' };
const raised: Phase = { kind: 'raised' };

const lateAfterMs = 60 * 60_000;
/** A reading may be this far ahead of its arrival and still tell the order of things. */
const aheadMs = 60_000;

/** Arrived over an hour after it was taken. */
export function isLate(reading: Reading): boolean {
  return reading.arrivalMs - reading.timeMs > lateAfterMs;
}

/**
 * The earliest time of a reading that is in order after one of this time and arrival: an older one says nothing about
 * now. A time from the future counts as taken at its arrival: one wrong clock must not make a rule deaf until that
 * future has come.
 */
export function orderedFrom(timeMs: number, arrivalMs: number): number {
  return Math.min(timeMs, arrivalMs + aheadMs);
}

/** Decimal readings differ by binary fractions: 21.3 − 21.1 is a little under 0.2 and means 0.2. */
function reaches(difference: number, wanted: number, value: number): boolean {
  return difference >= wanted - 1e-9 * Math.max(1, Math.abs(value));
}

function stay(phase: Phase): Outcome {
  return { phase, decision: null };
}

function end(endedMs: number): Outcome {
  return { phase: atRest, decision: { kind: 'end', endedMs } };
}

function raiseBy(reading: Reading, sinceMs: number): Outcome {
  const { timeMs, value } = reading;
  return { phase: raised, decision: { kind: 'raise', sinceMs, timeMs, value, late: isLate(reading) } };
}

/** Whether the value is beyond the limit, back by the deadband, or between the two. */
function sideOf(condition: ThresholdCondition, value: number): 'beyond' | 'between' | 'back' {
  const { direction, limit, deadband } = condition;
  const inside = direction === 'above' ? limit - value : value - limit;
  if (inside < 0) return 'beyond';
  return reaches(inside, deadband, value) ? 'back' : 'between';
}

/** Begin of a stretch that goes on with this reading; never after it, should an earlier clock have been wrong. */
function sinceOf(phase: Phase, reading: Reading): number {
  return 'sinceMs' in phase ? Math.min(phase.sinceMs, reading.timeMs) : reading.timeMs;
}

function stepTowardsRaise(condition: ThresholdCondition, phase: Phase, reading: Reading): Outcome {
  if (sideOf(condition, reading.value) !== 'beyond') return stay(atRest);
  const sinceMs = sinceOf(phase, reading);
  if (reading.timeMs - sinceMs >= condition.forMs) return raiseBy(reading, sinceMs);
  const late = phase.kind === 'pending' ? phase.late : isLate(reading);
  return stay({ kind: 'pending', sinceMs, late });
}

function stepTowardsEnd(condition: ThresholdCondition, phase: Phase, reading: Reading): Outcome {
  if (sideOf(condition, reading.value) !== 'back') return stay(raised);
  const sinceMs = sinceOf(phase, reading);
  if (reading.timeMs - sinceMs >= condition.clearForMs) return end(sinceMs);
  return stay({ kind: 'clearing', sinceMs });
}

/** Whether a rule at rest stays there with this value: what is asked of nearly every reading. */
export function staysAtRest({ direction, limit }: ThresholdCondition, value: number): boolean {
  return direction === 'above' ? value <= limit : value >= limit;
}

/** The next reading, in order. */
export function stepThreshold(condition: ThresholdCondition, phase: Phase, reading: Reading): Outcome {
  const open = phase.kind === 'raised' || phase.kind === 'clearing';
  return open ? stepTowardsEnd(condition, phase, reading) : stepTowardsRaise(condition, phase, reading);
}

/**
 * Time passed and no newer reading came: the last one holds. A door that reports only when it moves has been
 * open for five minutes after five minutes, not when it is closed again.
 * @param last the reading that holds.
 * @param heldUntilMs in reading time: the last reading's time plus what has passed since it arrived.
 */
export function elapseThreshold(condition: ThresholdCondition, phase: Phase, last: Reading, heldUntilMs: number): Outcome {
  if (phase.kind === 'pending' && heldUntilMs - phase.sinceMs >= condition.forMs) {
    const { sinceMs, late } = phase;
    const timeMs = sinceMs + condition.forMs;
    return { phase: raised, decision: { kind: 'raise', sinceMs, timeMs, value: last.value, late } };
  }
  if (phase.kind === 'clearing' && heldUntilMs - phase.sinceMs >= condition.clearForMs) return end(phase.sinceMs);
  return stay(phase);
}

function changeFrom({ direction }: RateCondition, value: number, extreme: number): number {
  return direction === 'rising' ? value - extreme : extreme - value;
}

/** Whether a rule at rest stays there; see {@link stepRate}. */
export function staysCalm(condition: RateCondition, value: number, extreme: number): boolean {
  return !reaches(changeFrom(condition, value, extreme), condition.change, value);
}

/**
 * The next reading, in order, against the window that ends with it.
 * @param extreme lowest value of the window for rising, highest for falling.
 */
export function stepRate(condition: RateCondition, phase: Phase, reading: Reading, extreme: number): Outcome {
  if (phase.kind !== 'raised') {
    return staysCalm(condition, reading.value, extreme) ? stay(atRest) : raiseBy(reading, reading.timeMs);
  }
  // Half-way back: a slope just at the limit must not chatter.
  return changeFrom(condition, reading.value, extreme) < condition.change / 2 ? end(reading.timeMs) : stay(phase);
}

/** How often a device is heard from, as silence needs it. */
export interface Hearing {
  arrivalMs: number;
  intervalMs: number | null;
}

const learnedIntervals = 3;

/** How long a silence the condition allows; null while the interval is not learned. */
export function allowedSilenceMs(condition: SilenceCondition, hearing: Hearing): number | null {
  if (condition.afterMs !== null) return condition.afterMs;
  return hearing.intervalMs === null ? null : hearing.intervalMs * learnedIntervals;
}

/**
 * A look at the clock.
 * @param listeningSinceMs since when the core could have heard anything.
 */
export function elapseSilence(
  condition: SilenceCondition,
  phase: Phase,
  hearing: Hearing,
  nowMs: number,
  listeningSinceMs: number,
): Outcome {
  const allowedMs = allowedSilenceMs(condition, hearing);
  if (phase.kind === 'raised' || allowedMs === null) return stay(phase);
  const silentMs = nowMs - Math.max(hearing.arrivalMs, listeningSinceMs);
  if (silentMs <= allowedMs) return stay(phase);
  const decision: Decision = { kind: 'raise', sinceMs: hearing.arrivalMs, timeMs: nowMs, value: null, late: false };
  return { phase: raised, decision };
}

/** Something arrived. */
export function stepSilence(phase: Phase, arrivalMs: number): Outcome {
  return phase.kind === 'raised' ? end(arrivalMs) : stay(phase);
}
