/**
 * A tenant's live feed. Numbers are given at publication; a subscriber that names the last id it saw gets
 * what it missed out of a ring, or is told to ask for everything anew.
 */
import { feedId, type FeedBody, type FeedMessage } from '#contract/feed.ts';

import type { Clock, Timer } from '../clock.ts';
import { logger } from '../log.ts';
import { Coalescing } from './coalescing.ts';
import { ReplayRing, defaultRingLimits, type RingLimits } from './replay-ring.ts';

const log = logger('feed');
const coalesceMs = 250;

export type Deliver = (message: FeedMessage) => void;

/** `epoch.seq` taken apart; null for anything else. */
function parseFeedId(id: string): { epoch: string; seq: number } | null {
  const match = /^(.+)\.(\d{1,15})$/.exec(id);
  return match?.[1] && match[2] ? { epoch: match[1], seq: Number(match[2]) } : null;
}

export class Feed {
  readonly #clock: Clock;
  readonly #epoch: string;
  readonly #ring: ReplayRing;
  readonly #coalescing = new Coalescing();
  readonly #subscribers = new Set<Deliver>();
  #seq = 0;
  #timer: Timer | undefined;

  /** @param epoch random per core start. */
  constructor(clock: Clock, epoch: string, limits: RingLimits = defaultRingLimits) {
    this.#clock = clock;
    this.#epoch = epoch;
    this.#ring = new ReplayRing(limits);
  }

  /** The newest id given out; `<epoch>.0` before the first message. */
  get lastId(): string {
    return feedId(this.#epoch, this.#seq);
  }

  /** Number a message and deliver it to everybody; the values that led to it go first. */
  publish(body: FeedBody): void {
    this.#flush();
    this.#number(body);
  }

  #number(body: FeedBody): void {
    this.#seq += 1;
    this.#ring.add(this.#seq, body);
    const message: FeedMessage = { id: this.lastId, ...body };
    for (const deliver of this.#subscribers) this.#deliver(deliver, message);
  }

  /** A series has a new latest point; told within 250 ms, the newest by reading time winning. */
  publishPoint(seriesId: string, timeMs: number, value: number): void {
    this.#coalescing.addPoint(seriesId, timeMs, value);
    this.#tickSoon();
  }

  /** A device was heard from; told within 250 ms. */
  publishHeard(deviceId: string, arrivalMs: number): void {
    this.#coalescing.addHeard(deviceId, arrivalMs);
    this.#tickSoon();
  }

  /**
   * Deliver `hello`, then what was missed since `since` (or `resync` when that cannot be told), then everything new.
   * @param since the last id the subscriber saw, or null for a new one, which misses nothing.
   * @returns the function that ends the subscription.
   */
  subscribe(since: string | null, deliver: Deliver): () => void {
    this.#subscribers.add(deliver);
    this.#deliver(deliver, { kind: 'hello', id: this.lastId, timeMs: this.#clock.now() });
    if (since !== null) for (const message of this.#missed(since)) this.#deliver(deliver, message);
    return () => void this.#subscribers.delete(deliver);
  }

  /** Stop the timer and forget the subscribers; what waits is not told any more. */
  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#subscribers.clear();
  }

  #missed(since: string): FeedMessage[] {
    const seen = parseFeedId(since);
    const missed = seen?.epoch === this.#epoch ? this.#ring.after(seen.seq, this.#seq) : null;
    if (missed === null) return [{ kind: 'resync', id: this.lastId }];
    return missed.map(({ seq, body }) => ({ id: feedId(this.#epoch, seq), ...body }));
  }

  // The timer runs only while something waits: an idle site wakes nobody.
  #tickSoon(): void {
    this.#timer ??= this.#clock.every(coalesceMs, () => this.#flush());
  }

  #flush(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const body of this.#coalescing.take()) this.#number(body);
  }

  /** A subscriber that fails loses its own subscription, never the others' messages. */
  #deliver(deliver: Deliver, message: FeedMessage): void {
    try {
      deliver(message);
    } catch (error) {
      log.warn({ err: error }, 'a feed subscriber failed and was dropped');
      this.#subscribers.delete(deliver);
    }
  }
}
