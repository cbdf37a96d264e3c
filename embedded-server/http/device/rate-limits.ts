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

interface KeptBucket extends Bucket {
  rate: Rate;
}

/** A bucket that is full at this moment is like a new one. */
function isFull({ tokens, filledMs, rate: { rate, burst } }: KeptBucket, nowMs: number): boolean {
  return tokens + ((nowMs - filledMs) / 1000) * rate >= burst;
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

/** Callers remembered at most. */
const maxCallers = 20_000;
/** What is left of them when there were more: so that it is not looked with every new one. */
const keptCallers = 18_000;

export class RateLimits {
  readonly #buckets = new Map<string, KeptBucket>();
  readonly #monotonic: () => number;

  /** @param monotonic ms that never go back. */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Callers remembered. */
  get size(): number {
    return this.#buckets.size;
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
    const bucket = this.#buckets.get(caller) ?? this.#add(caller, rate, nowMs);
    bucket.rate = rate;
    return takeToken(bucket, rate, nowMs);
  }

  #add(caller: string, rate: Rate, nowMs: number): KeptBucket {
    if (this.#buckets.size >= maxCallers) this.#forget(nowMs);
    const bucket = { tokens: rate.burst, filledMs: nowMs, rate };
    this.#buckets.set(caller, bucket);
    return bucket;
  }

  /** First those that lose nothing by it; should that not be enough, those that came first start afresh. */
  #forget(nowMs: number): void {
    for (const [caller, bucket] of this.#buckets) if (isFull(bucket, nowMs)) this.#buckets.delete(caller);
    for (const caller of this.#buckets.keys()) {
      if (this.#buckets.size <= keptCallers) return;
      this.#buckets.delete(caller);
    }
  }
}
