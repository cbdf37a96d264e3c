/** When a battery will be empty if it goes on losing charge as it did in the last weeks. Pure. */

const dayMs = 86_400_000;
/** So far back; older habits say little of the present. */
export const forecastWindowMs = 56 * dayMs;
/** Less than this is weather, not wear. */
const leastSpanMs = 14 * dayMs;
const leastPoints = 8;
/** What was last heard longer ago tells nothing of now. */
const mostAgeMs = 3 * dayMs;
/** A step up by this much, in per cent, is a new battery or a charge: what was before does not count. */
const chargedBy = 8;
/** A loss smaller than this over the whole time is within what a gauge wavers by. */
const leastLoss = 2;
/** How far ahead a line is believed, in lengths of what it was seen for. */
const mostLengths = 10;

export interface ChargeReadings {
  /** Ascending. */
  timeMs: readonly number[];
  /** Per cent. */
  level: readonly number[];
}

export interface BatteryForecast {
  leftMs: number;
  /** It lasts longer than that; by how much nobody can say. */
  orLonger: boolean;
}

interface Point {
  timeMs: number;
  level: number;
}

function sinceCharged({ timeMs, level }: ChargeReadings): Point[] {
  const points = timeMs.map((time, index) => ({ timeMs: time, level: level[index] ?? NaN }));
  const start = points.findLastIndex((point, index) => index > 0 && point.level - (points[index - 1]?.level ?? NaN) >= chargedBy);
  return points.slice(Math.max(0, start));
}

/** Per ms between any two points that lie far enough apart for their difference to mean something, ascending (Theil and Sen). */
function slopes(points: readonly Point[], leastApartMs: number): number[] {
  const found = points.flatMap((one, index) =>
    points.slice(index + 1).flatMap((other) => (other.timeMs - one.timeMs >= leastApartMs ? [(other.level - one.level) / (other.timeMs - one.timeMs)] : [])),
  );
  return found.sort((a, b) => a - b);
}

function quantile(ascending: readonly number[], part: number): number {
  return ascending[Math.floor(part * (ascending.length - 1))] ?? NaN;
}

function median(values: readonly number[]): number {
  return quantile(values.toSorted((a, b) => a - b), 0.5);
}

/**
 * The slope is the middle one of all pairs of readings, so that single wrong ones do not matter; it is believed where most pairs agree
 * that the charge falls.
 * @returns null where the readings do not say.
 */
export function batteryForecast(readings: ChargeReadings, nowMs: number): BatteryForecast | null {
  const points = sinceCharged(readings);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < leastPoints || nowMs - last.timeMs > mostAgeMs) return null;
  const spanMs = last.timeMs - first.timeMs;
  if (spanMs < leastSpanMs) return null;
  const pairs = slopes(points, spanMs / 4);
  const slope = quantile(pairs, 0.5);
  if (!(quantile(pairs, 0.85) < 0) || -slope * spanMs < leastLoss) return null;
  const levelNow = median(points.map(({ timeMs, level }) => level + slope * (nowMs - timeMs)));
  const leftMs = Math.max(0, levelNow / -slope);
  const mostMs = mostLengths * spanMs;
  return { leftMs: Math.min(leftMs, mostMs), orLonger: leftMs > mostMs };
}

export type LeftUnit = 'months' | 'weeks' | 'days';

/** Said no more precisely than it is known; 0 days = less than one. */
export function roundedLeft(leftMs: number): { unit: LeftUnit; count: number } {
  const days = leftMs / dayMs;
  if (days >= 60) return { unit: 'months', count: Math.round(days / 30.4) };
  if (days >= 14) return { unit: 'weeks', count: Math.round(days / 7) };
  return { unit: 'days', count: Math.floor(days) };
}
