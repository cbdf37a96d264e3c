/** What an answer to a post means, and how long to wait before the next try. Pure. */

export type PostOutcome =
  | { kind: 'stored' }
  /** Worth another try; `afterMs` is what the core asked for. */
  | { kind: 'again'; reason: string; afterMs: number | null }
  | { kind: 'refused'; status: number };

/** Statuses that say nothing about the request itself. */
const passing = new Set([408, 425, 429]);

const firstWaitMs = 200;
const longestWaitMs = 10_000;

/** Seconds of a Retry-After header as ms; null for a date or none, which the core never sends. */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1000 : null;
}

export function outcomeOf(status: number, retryAfter: string | null): PostOutcome {
  if (status === 201) return { kind: 'stored' };
  if (status >= 500 || passing.has(status)) {
    return { kind: 'again', reason: `the core answered ${status}`, afterMs: retryAfterMs(retryAfter) };
  }
  return { kind: 'refused', status };
}

/**
 * The wait before the next try: what was asked for, else doubling from 0.2 s up to 10 s, less up to half.
 * @param tries made so far, from 1.
 * @param random 0 to 1; spreads those who failed together.
 */
export function waitBeforeNext(tries: number, askedMs: number | null, random: number): number {
  if (askedMs !== null) return askedMs;
  const full = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
  return Math.round(full * (1 - random / 2));
}
