/**
 * How often a device is usually heard from, learned from the arrivals themselves, and what a silence means.
 * Pure. All times are ms; arrivals are by the core's clock, so a device's wrong clock changes nothing.
 */
import type { Contact } from '#contract/managed-objects.ts';

export interface ContactState {
  /** When anything from the device last arrived, within a second. */
  arrivalMs: number;
  /** Usual time between visits; null until two were at least a second apart. */
  intervalMs: number | null;
  /** Begin of the last visit: several requests in a row are one. */
  visitMs: number;
  /** The newest reading it brought, never ahead of its arrival by more than a minute; null before the first. */
  readingMs: number | null;
  /** Stretches between recent visits, oldest first. */
  gaps: readonly number[];
  /** Since when it is known. */
  sinceMs: number;
}

/** Arrivals closer together than this are one visit (a device sends several requests in a row). */
const sameVisitMs = 1000;
/** So are those closer together than this part of the usual interval: the end of a backlog, a longer session. */
const sameVisitPart = 0.1;
/** Visits the interval is learned from. */
const rememberedGaps = 16;
/** With this many gaps the longest one is taken for an outage, not a habit. */
const gapsToDoubt = 4;
/** A faster habit is believed slowly: a device asked to report often for an hour must not count as silent afterwards. */
const shorterPart = 0.95;
/** A reading may be this far ahead of its arrival; a clock further ahead is wrong. */
const aheadMs = 60_000;
/** Readings that cover more time than has passed, by this factor and this much, are a backlog. */
const backlogFactor = 2;
const backlogSlackMs = 5_000;

/** The gap within which half of the time was spent, so that a hundred quick requests weigh no more than they last. */
function usualGap(gaps: readonly number[]): number {
  const sorted = [...gaps].sort((a, b) => a - b);
  const believed = sorted.length >= gapsToDoubt ? sorted.slice(0, -1) : sorted;
  const half = believed.reduce((sum, gap) => sum + gap, 0) / 2;
  let passed = 0;
  for (const gap of believed) {
    passed += gap;
    if (passed >= half) return gap;
  }
  return believed.at(-1) ?? 0;
}

function nextInterval(before: number | null, gaps: readonly number[]): number {
  const usual = usualGap(gaps);
  return before === null || usual >= before ? usual : Math.max(usual, before * shorterPart);
}

/** Old readings sent again, or sent faster than they were taken: a replay, or what gathered during an outage. */
function isBacklog(before: number | null, readingMs: number | null, gapMs: number): boolean {
  if (before === null || readingMs === null) return false;
  const coveredMs = readingMs - before;
  return coveredMs < 0 || coveredMs > gapMs * backlogFactor + backlogSlackMs;
}

function newest(before: number | null, readingMs: number | null): number | null {
  if (before === null || readingMs === null) return readingMs ?? before;
  return Math.max(before, readingMs);
}

/** The first contact with a device. */
function begun(arrivalMs: number, readingMs: number | null): ContactState {
  return { arrivalMs, intervalMs: null, visitMs: arrivalMs, readingMs, gaps: [], sinceMs: arrivalMs };
}

function learned(state: ContactState, gapMs: number): Pick<ContactState, 'gaps' | 'intervalMs'> {
  const gaps = [...state.gaps, gapMs].slice(-rememberedGaps);
  return { gaps, intervalMs: nextInterval(state.intervalMs, gaps) };
}

/**
 * The state after another arrival. One clearly before the last means that the core's clock was set back: silence
 * counts from it, and nothing is learned from the gap; neither is anything from a backlog.
 * @param readingMs the newest reading that came with it, in the device's time; null when none did.
 */
export function afterArrival(state: ContactState | undefined, arrivalMs: number, readingMs: number | null = null): ContactState {
  const reading = readingMs === null ? null : Math.min(readingMs, arrivalMs + aheadMs);
  if (!state) return begun(arrivalMs, reading);
  const sinceLastMs = arrivalMs - state.arrivalMs;
  if (sinceLastMs < -sameVisitMs) return { ...state, arrivalMs, visitMs: arrivalMs, readingMs: reading, sinceMs: Math.min(state.sinceMs, arrivalMs) };
  if (sinceLastMs < sameVisitMs) return state;
  const gapMs = arrivalMs - state.visitMs;
  const heard = { ...state, arrivalMs, readingMs: newest(state.readingMs, reading) };
  if (isBacklog(state.readingMs, reading, gapMs)) return { ...heard, visitMs: arrivalMs };
  if (gapMs < Math.max(sameVisitMs, (state.intervalMs ?? 0) * sameVisitPart)) return heard;
  return { ...heard, visitMs: arrivalMs, ...learned(state, gapMs) };
}

/** Beyond this silence a value is shown as old (2 intervals) and the device as silent (10 intervals). */
export const lateAfterIntervals = 2;
export const silentAfterIntervals = 10;
/** While the interval is unknown, a device counts as fresh for this long. */
const unknownIntervalMs = 15 * 60_000;

type Heard = Pick<ContactState, 'arrivalMs' | 'intervalMs'>;

/** How the device stands at `nowMs`. */
export function contactAt(state: Heard | undefined, nowMs: number): Contact {
  if (!state) return 'never';
  const interval = Math.max(state.intervalMs ?? unknownIntervalMs, sameVisitMs);
  const silence = nowMs - state.arrivalMs;
  if (silence <= lateAfterIntervals * interval) return 'fresh';
  return silence <= silentAfterIntervals * interval ? 'late' : 'silent';
}
