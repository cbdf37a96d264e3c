/** Token buckets: a caller may send `burst` requests at once and `rate` a second in the long run. */
import { ExpectedError } from '#contract/errors.ts';

export interface Rate {
  /** Requests a second. */
  rate: number;
  burst: number;
}

interface Bucket {
  tokens: number;
  filledMs: number;
}

/** Take one token. @returns 0, or the ms after which the next one is there. */
export function takeToken(bucket: Bucket, { rate, burst }: Rate, nowMs: number): number {
  bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.filledMs) / 1000) * rate);
  bucket.filledMs = nowMs;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return ((1 - bucket.tokens) / rate) * 1000;
}

/** Callers remembered at most; beyond that the one not heard from for longest starts afresh. */
const maxCallers = 20_000;

export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #monotonic: () => number;

  /** @param monotonic ms that never go back. */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Count one request of `caller`. @throws ExpectedError 'too-many-requests' with the time to wait. */
  take(caller: string, rate: Rate): void {
    const waitMs = this.waitOf(caller, rate);
    if (waitMs === 0) return;
    throw new ExpectedError('too-many-requests', 'Too many requests; slow down', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }

  /** Count one request of `caller`. @returns 0, or the ms it would have had to wait. */
  waitOf(caller: string, rate: Rate): number {
    const nowMs = this.#monotonic();
    const bucket = this.#buckets.get(caller) ?? { tokens: rate.burst, filledMs: nowMs };
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    this.#forgetOldest();
    return takeToken(bucket, rate, nowMs);
  }

  #forgetOldest(): void {
    if (this.#buckets.size <= maxCallers) return;
    const oldest = this.#buckets.keys().next().value;
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
