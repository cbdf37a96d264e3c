/** How far back the stretch lies that somebody compares with. Pure. */
import { localDay, startOfLocalDay, wallClock } from '../../format/zone.ts';
import type { Comparison } from './trend-search.ts';
import type { Stretch } from './windows.ts';

const dayMs = 86_400_000;
const weekDays = 7;

/** The instant whose wall clock reads the same on an earlier date. */
function onDay(timeMs: number, day: number, zone: string): number {
  const sinceMidnight = timeMs - startOfLocalDay(localDay(timeMs, zone), zone);
  return startOfLocalDay(day, zone) + sinceMidnight;
}

function yearEarlier(timeMs: number, zone: string): number {
  const { year, month, day } = wallClock(timeMs, zone);
  const lastOfMonth = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return onDay(timeMs, Date.UTC(year - 1, month - 1, Math.min(day, lastOfMonth)) / dayMs, zone);
}

/**
 * What to subtract from the stretch's times, ms. A week and a year earlier the wall clock reads the same, so noon is
 * compared with noon across a change of the clocks.
 */
export function comparisonShift(comparison: Comparison, { fromMs, toMs }: Stretch, zone: string): number {
  switch (comparison.kind) {
    case 'period':
      return toMs - fromMs;
    case 'week':
      return fromMs - onDay(fromMs, localDay(fromMs, zone) - weekDays, zone);
    case 'year':
      return fromMs - yearEarlier(fromMs, zone);
    case 'series':
      return 0;
  }
}
