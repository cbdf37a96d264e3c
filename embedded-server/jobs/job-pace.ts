/** How fast a job goes and how long it will take: judged by its last seconds. Pure but for its memory. */

/** The pace is judged over this much of the past, and not before this much is known. */
const windowMs = 10_000;
const enoughMs = 1_000;

interface Mark {
  atMs: number;
  done: number;
}

export class JobPace {
  #marks: Mark[] = [];

  /** Note how far it is. @param atMs of a clock that never goes back. */
  note(atMs: number, done: number): void {
    const kept = this.#marks.filter((mark) => atMs - mark.atMs <= windowMs);
    // A mark each tenth of the window is enough; the newest one moves.
    const last = kept.at(-1);
    if (last && kept.length > 1 && atMs - (kept.at(-2)?.atMs ?? 0) < windowMs / 10) kept.pop();
    this.#marks = [...kept, { atMs, done }];
  }

  /** Per second; null until it can be told. */
  rate(): number | null {
    const [first] = this.#marks;
    const last = this.#marks.at(-1);
    if (!first || !last || last.atMs - first.atMs < enoughMs) return null;
    return Math.max(0, last.done - first.done) / ((last.atMs - first.atMs) / 1000);
  }

  /** Ms until `total` is reached at this pace; null when it cannot be told. */
  leftMs(total: number | null): number | null {
    const rate = this.rate();
    const last = this.#marks.at(-1);
    if (rate === null || rate === 0 || total === null || !last) return null;
    return Math.round((Math.max(0, total - last.done) / rate) * 1000);
  }
}
