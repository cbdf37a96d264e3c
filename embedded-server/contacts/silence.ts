/** How long a device may be silent before somebody has to be told. Pure; all times are ms. */
import type { ContactState } from './contact.ts';

/** What is expected of a device. */
export type Expectation =
  /** Nobody wants to be told. */
  | { kind: 'off' }
  /** It must be heard from this often, as somebody said (`c8y_RequiredAvailability`). */
  | { kind: 'required'; everyMs: number }
  /** As often as it usually is. */
  | { kind: 'learned' };

const minuteMs = 60_000;
/** Missed visits that are no accident any more. */
const missedVisits = 3;
/** Nobody is told of a shorter silence, however often the device usually speaks. */
const shortestMs = 5 * minuteMs;
/** A habit is one after this many visits, over this much time: a line pasted five times is none. */
const gapsToLearn = 5;
const timeToLearnMs = 60 * minuteMs;
/** A device whose gaps are often half the usual one speaks when something happens: it may be quiet for a day. */
const muchShorter = 1 / 2;
const oftenPart = 0.2;
const irregularMs = 24 * 60 * minuteMs;

/** It speaks at a pace, not when something happens. */
export function isRegular({ gaps, intervalMs }: ContactState): boolean {
  if (intervalMs === null) return false;
  const short = gaps.filter((gap) => gap < intervalMs * muchShorter).length;
  return short <= gaps.length * oftenPart;
}

/** Its habit has been seen for long enough to be held against it. */
export function isLearned({ gaps, sinceMs, arrivalMs }: ContactState): boolean {
  return gaps.length >= gapsToLearn && arrivalMs - sinceMs >= timeToLearnMs;
}

/** @returns null = however long. */
export function allowedSilence(state: ContactState, expected: Expectation): number | null {
  if (expected.kind === 'off') return null;
  if (expected.kind === 'required') return expected.everyMs;
  if (state.intervalMs === null || !isLearned(state)) return null;
  if (isRegular(state)) return Math.max(shortestMs, state.intervalMs * missedVisits);
  return Math.max(irregularMs, Math.max(...state.gaps) * missedVisits);
}
