/**
 * How often a device is usually heard from, learned from the arrivals themselves, and what a silence means.
 * Pure. All times are ms; arrivals are by the core's clock, so a device's wrong clock changes nothing.
 */
import type { Contact } from '#contract/managed-objects.ts';

export interface ContactState {
  /** Begin of the last visit: when anything from the device last arrived, within a second. */
  arrivalMs: number;
  /** Usual time between arrivals; null until two arrivals were at least a second apart. */
  intervalMs: number | null;
}

/** Arrivals closer together than this are one visit (a device sends several requests in a row). */
const sameVisitMs = 1000;
/**
 * Weight of a gap longer or shorter than the usual one. Longer ones are believed soon, shorter ones slowly: a
 * device that sends the backlog of an outage in a burst must not be called silent at its usual pace afterwards.
 */
const longerWeight = 0.5;
const shorterWeight = 0.02;
/** A gap this many times the usual one is an outage, not a new habit; it counts as no more than that. */
const outageFactor = 4;

/**
 * The state after another arrival. One clearly before the last means that the core's clock was set back: silence
 * counts from it, and nothing is learned from the gap.
 */
export function afterArrival(state: ContactState | undefined, arrivalMs: number): ContactState {
  if (!state) return { arrivalMs, intervalMs: null };
  const gapMs = arrivalMs - state.arrivalMs;
  if (gapMs < -sameVisitMs) return { arrivalMs, intervalMs: state.intervalMs };
  if (gapMs < sameVisitMs) return state;
  if (state.intervalMs === null) return { arrivalMs, intervalMs: gapMs };
  const believed = Math.min(gapMs, state.intervalMs * outageFactor);
  const weight = believed > state.intervalMs ? longerWeight : shorterWeight;
  return { arrivalMs, intervalMs: state.intervalMs + weight * (believed - state.intervalMs) };
}

/** Beyond this silence a value is shown as old (2 intervals) and the device as silent (10 intervals). */
export const lateAfterIntervals = 2;
export const silentAfterIntervals = 10;
/** While the interval is unknown, a device counts as fresh for this long. */
const unknownIntervalMs = 15 * 60_000;

/** How the device stands at `nowMs`. */
export function contactAt(state: ContactState | undefined, nowMs: number): Contact {
  if (!state) return 'never';
  const interval = Math.max(state.intervalMs ?? unknownIntervalMs, sameVisitMs);
  const silence = nowMs - state.arrivalMs;
  if (silence <= lateAfterIntervals * interval) return 'fresh';
  return silence <= silentAfterIntervals * interval ? 'late' : 'silent';
}
