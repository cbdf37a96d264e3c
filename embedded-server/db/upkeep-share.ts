/** How much of a queue's time upkeep may have. */

/** Of the time, where others keep coming: what upkeep of an ingest at full speed needs, and half as much again. */
const share = 1 / 5;
/** Upkeep in one transaction, so that what comes meanwhile does not wait for longer. */
const mostMs = 2;

export class UpkeepShare {
  readonly #now: () => number;
  #lastMs: number;
  #leftMs = mostMs;

  /** @param now ms on a clock that never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#lastMs = now();
  }

  /** A transaction begins. @param withOthers whether it has anything else to do. */
  begin(withOthers: boolean): void {
    const nowMs = this.#now();
    const gainedMs = (nowMs - this.#lastMs) * share;
    this.#leftMs = withOthers ? Math.min(mostMs, this.#leftMs + gainedMs) : mostMs;
    this.#lastMs = nowMs;
  }

  /** Whether one more unit may run; the last of them may take longer than is left, which is owed then. */
  get isLeft(): boolean {
    return this.#leftMs > 0;
  }

  /** Run a unit of upkeep and note what it took. */
  spend<Result>(unit: () => Result): Result {
    const startMs = this.#now();
    try {
      return unit();
    } finally {
      this.#leftMs -= this.#now() - startMs;
    }
  }
}
