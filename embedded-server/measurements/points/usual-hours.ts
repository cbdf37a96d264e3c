/**
 * How low and high a value usually is: as in the same hour of the week in the weeks before, the most unusual week
 * at either end left out. Anybody can check it by looking at those weeks. Pure.
 */
import type { UsualHours } from '#contract/trends.ts';
import type { ZoneOffset } from '#contract/zone-offset.ts';

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;
/** Weeks looked back. */
export const usualWeeks = 8;
/** Fewer weeks do not tell what is usual. */
const fewestWeeks = 3;
/** From this many on, one unusual week may be left out at either end. */
const weeksToLeaveOut = 5;

/** Lowest and highest reading of the hours since 1970 UTC that have any. */
export type HourExtremes = ReadonlyMap<number, { low: number; high: number }>;

/** Gathers the extremes of hours from readings in any order. */
export class HourCollector {
  readonly hours = new Map<number, { low: number; high: number }>();

  add(timeMs: number, value: number): void {
    const hour = Math.floor(timeMs / hourMs);
    const known = this.hours.get(hour);
    if (!known) {
      this.hours.set(hour, { low: value, high: value });
      return;
    }
    if (value < known.low) known.low = value;
    if (value > known.high) known.high = value;
  }
}

/** The instant at which the wall clock read the same so many weeks earlier. */
function weeksEarlier(timeMs: number, weeks: number, offsetOf: ZoneOffset): number {
  const plain = timeMs - weeks * weekMs;
  return plain + offsetOf(timeMs) - offsetOf(plain);
}

/** The stretches of time whose readings {@link usualHours} needs, oldest first, not overlapping. */
export function stretchesBefore(fromMs: number, toMs: number): { fromMs: number; toMs: number }[] {
  const found: { fromMs: number; toMs: number }[] = [];
  for (let week = usualWeeks; week >= 1; week -= 1) {
    // An hour more on either side, for the clocks may have changed since.
    const stretch = { fromMs: Math.floor(fromMs / hourMs) * hourMs - week * weekMs - hourMs, toMs: toMs - week * weekMs + 2 * hourMs };
    const last = found.at(-1);
    if (last && stretch.fromMs <= last.toMs) last.toMs = stretch.toMs;
    else found.push(stretch);
  }
  return found;
}

function bandOf(weeks: readonly { low: number; high: number }[]): { low: number; high: number } | null {
  if (weeks.length < fewestWeeks) return null;
  const leftOut = weeks.length >= weeksToLeaveOut ? 1 : 0;
  const lows = weeks.map(({ low }) => low).sort((a, b) => a - b);
  const highs = weeks.map(({ high }) => high).sort((a, b) => b - a);
  return { low: lows[leftOut] ?? 0, high: highs[leftOut] ?? 0 };
}

/** The band of every hour in [fromMs, toMs) that has one. */
export function usualHours(hours: HourExtremes, fromMs: number, toMs: number, offsetOf: ZoneOffset): UsualHours {
  const usual: UsualHours = { fromMs: [], low: [], high: [], weeks: usualWeeks };
  for (let hour = Math.floor(fromMs / hourMs); hour * hourMs < toMs; hour += 1) {
    const earlier = Array.from({ length: usualWeeks }, (_, index) => Math.floor(weeksEarlier(hour * hourMs, index + 1, offsetOf) / hourMs));
    const band = bandOf(earlier.flatMap((one) => hours.get(one) ?? []));
    if (!band) continue;
    usual.fromMs.push(hour * hourMs);
    usual.low.push(band.low);
    usual.high.push(band.high);
  }
  return usual;
}
