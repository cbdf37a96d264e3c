/** When the clocks of a zone are put forward or back in a stretch of time. Pure. */
import { zoneOffsets } from '#contract/zone-offset.ts';

const dayMs = 86_400_000;
const quarterMs = 900_000;
/** In a longer stretch an hour cannot be seen. */
const longestMs = 40 * dayMs;

export interface ClockChange {
  timeMs: number;
  /** By how much the wall clock jumps, ms; negative in autumn. */
  byMs: number;
}

/** Changes inside (fromMs, toMs), to the quarter of an hour. */
export function clockChanges(fromMs: number, toMs: number, zone: string): ClockChange[] {
  if (toMs - fromMs > longestMs) return [];
  const offsetOf = zoneOffsets(zone);
  const found: ClockChange[] = [];
  for (let start = fromMs; start < toMs; start += dayMs) {
    const end = Math.min(toMs, start + dayMs);
    const byMs = offsetOf(end) - offsetOf(start);
    if (byMs === 0) continue;
    let [before, after] = [Math.floor(start / quarterMs), Math.ceil(end / quarterMs)];
    while (after - before > 1) {
      const middle = (before + after) >> 1;
      if (offsetOf(middle * quarterMs) === offsetOf(start)) before = middle;
      else after = middle;
    }
    found.push({ timeMs: after * quarterMs, byMs });
  }
  return found;
}
