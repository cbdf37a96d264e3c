/** Waits between tries to reach the core: half a second, doubling to ten. */
const firstMs = 500;
const longestMs = 10_000;

/**
 * How long to wait before try number `attempt` (from 0).
 * @param chance 0 to 1; spreads tries by a quarter so that many windows do not knock in step.
 */
export function backoffMs(attempt: number, chance: number): number {
  const wait = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(wait * (0.75 + 0.5 * chance));
}
