/** The newest messages of a feed, kept for clients that reconnect. Bounded by count and by size. */
import type { FeedBody } from '#contract/feed.ts';

export interface NumberedBody {
  seq: number;
  body: FeedBody;
}

export interface RingLimits {
  messages: number;
  /** Sum of the messages' lengths as JSON text. */
  characters: number;
}

/** A whole replay must fit into what a socket may have waiting (see http/console/feed-sockets.ts). */
export const defaultRingLimits: RingLimits = { messages: 2_000, characters: 2 * 1024 * 1024 };

interface Kept extends NumberedBody {
  characters: number;
}

/** Holds an unbroken run of sequence numbers ending with the newest one. */
export class ReplayRing {
  readonly #limits: RingLimits;
  readonly #kept: Kept[] = [];
  #characters = 0;

  constructor(limits = defaultRingLimits) {
    this.#limits = limits;
  }

  /** Keep a message; `seq` must follow the one before it. The oldest make room. */
  add(seq: number, body: FeedBody): void {
    const characters = JSON.stringify(body).length;
    this.#kept.push({ seq, body, characters });
    this.#characters += characters;
    while (this.#kept.length > this.#limits.messages || this.#characters > this.#limits.characters) {
      this.#characters -= this.#kept.shift()?.characters ?? 0;
    }
  }

  /**
   * Everything after `seq`, oldest first.
   * @param lastSeq the newest number given out.
   * @returns null when some of it is not kept any more, or `seq` was never given out.
   */
  after(seq: number, lastSeq: number): NumberedBody[] | null {
    if (seq === lastSeq) return [];
    const oldest = this.#kept[0];
    if (!oldest || seq > lastSeq || seq < oldest.seq - 1) return null;
    return this.#kept.slice(seq - oldest.seq + 1);
  }
}
