/** Whether a value may look fresh. */

export type Freshness = 'fresh' | 'stale' | 'none';

/** From this many missed intervals on a value is old, then not worth showing. */
const staleIntervals = 2;
const goneIntervals = 10;
/** Stands for the interval while it has not been learned. */
const unknownIntervalMs = 5 * 60_000;

/**
 * How far a value can be trusted at `nowMs`: grey from two intervals on, "none" from ten.
 * @param latest the newest reading, null when there is none.
 * @param intervalMs usual time between readings, null while unknown.
 */
export function freshnessOf(latest: { timeMs: number } | null, intervalMs: number | null, nowMs: number): Freshness {
  if (latest === null) return 'none';
  const missed = (nowMs - latest.timeMs) / (intervalMs ?? unknownIntervalMs);
  if (missed >= goneIntervals) return 'none';
  return missed >= staleIntervals ? 'stale' : 'fresh';
}
