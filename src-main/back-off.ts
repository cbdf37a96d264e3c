/** How long to wait before the core is started again; pure, so that the whole schedule is a table in the test. */

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
/** A core that ran this long was healthy: its next failure counts as the first. */
export const healthyAfterMs = 60_000;

/** Failures in a row after a core that was up for `upMs` (0 when it never became ready) has ended. */
export function failuresAfterExit(failuresBefore: number, upMs: number): number {
  return upMs >= healthyAfterMs ? 1 : failuresBefore + 1;
}

/** Wait before the start that follows the given number of failures in a row: 1 s, 2 s, 4 s … 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(firstDelayMs * 2 ** Math.max(failures - 1, 0), longestDelayMs);
}
