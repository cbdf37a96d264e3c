/** Holds what is stored against what was in the sources, reading by reading. Pure. */
import type { ExpectedReading } from './source-lines.ts';
import type { StoredReading } from './stored-form.ts';

export type Difference =
  | { kind: 'missing'; expected: ExpectedReading }
  | { kind: 'different'; expected: ExpectedReading; stored: StoredReading }
  /** All values of this time are there, in another order. */
  | { kind: 'order'; expected: ExpectedReading; stored: StoredReading }
  | { kind: 'extra'; stored: StoredReading }
  | { kind: 'odd'; stored: StoredReading; oddity: string }
  | { kind: 'device'; message: string };

type Pair = [expected: ExpectedReading | undefined, stored: StoredReading | undefined];

function sameValues(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

/** Take out the readings with equal values; what remains has no counterpart. */
function withoutEqual(expected: readonly ExpectedReading[], stored: readonly StoredReading[]): [ExpectedReading[], StoredReading[]] {
  const left = [...stored];
  const lonely = expected.filter(({ values }) => {
    const at = left.findIndex((one) => sameValues(one.values, values));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [lonely, left];
}

function differenceOf([expected, stored]: Pair): Difference[] {
  if (expected && stored) return [{ kind: 'different', expected, stored }];
  if (expected) return [{ kind: 'missing', expected }];
  return stored ? [{ kind: 'extra', stored }] : [];
}

function outOfOrder(expected: readonly ExpectedReading[], stored: readonly StoredReading[]): Difference[] {
  return expected.flatMap((reading, index): Difference[] => {
    const found = stored[index];
    return found && !sameValues(found.values, reading.values) ? [{ kind: 'order', expected: reading, stored: found }] : [];
  });
}

/** Differences among the readings of one moment; there may be several on both sides. */
function compareMoment(expected: readonly ExpectedReading[], stored: readonly StoredReading[]): Difference[] {
  const [missing, extra] = withoutEqual(expected, stored);
  if (missing.length === 0 && extra.length === 0) return outOfOrder(expected, stored);
  const longest = Math.max(missing.length, extra.length);
  return Array.from({ length: longest }, (_, index): Pair => [missing[index], extra[index]]).flatMap(differenceOf);
}

/** The readings from `start` on that share its time. */
function momentFrom<Reading extends { timeMs: number }>(readings: readonly Reading[], start: number, timeMs: number): Reading[] {
  let end = start;
  while (readings[end]?.timeMs === timeMs) end += 1;
  return readings.slice(start, end);
}

/**
 * Compare one device.
 * @param expected in file order; readings of equal time must be stored in this order too.
 * @param stored in the order the store gave them.
 */
export function compareReadings(expected: readonly ExpectedReading[], stored: readonly StoredReading[]): Difference[] {
  const differences: Difference[] = stored.flatMap((one) => one.oddities.map((oddity) => ({ kind: 'odd' as const, stored: one, oddity })));
  // Sorting is stable: equal times stay in the files' and the store's order.
  const left = expected.toSorted((a, b) => a.timeMs - b.timeMs);
  const right = stored.toSorted((a, b) => a.timeMs - b.timeMs);
  for (let atLeft = 0, atRight = 0; atLeft < left.length || atRight < right.length; ) {
    const timeMs = Math.min(left[atLeft]?.timeMs ?? Infinity, right[atRight]?.timeMs ?? Infinity);
    const wanted = momentFrom(left, atLeft, timeMs);
    const found = momentFrom(right, atRight, timeMs);
    differences.push(...compareMoment(wanted, found));
    atLeft += wanted.length;
    atRight += found.length;
  }
  return differences;
}

/** Whether the store gave its measurements oldest first. */
export function isOldestFirst(stored: readonly StoredReading[]): boolean {
  return stored.every(({ timeMs }, index) => timeMs >= (stored[index - 1]?.timeMs ?? -Infinity));
}

/** Steps of more than one and a half times the usual one: how many there are and how long the longest is. */
export interface Gaps {
  count: number;
  longestMs: number;
}

/** The gaps in some times, which need not be in order. */
export function gapsOf(times: readonly number[]): Gaps {
  const ordered = times.toSorted((a, b) => a - b);
  const steps = ordered.slice(1).map((time, index) => time - (ordered[index] ?? time));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const gaps = steps.filter((step) => step > usual * 1.5);
  return { count: gaps.length, longestMs: gaps.reduce((longest, gap) => Math.max(longest, gap), 0) };
}
