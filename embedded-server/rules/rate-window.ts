/**
 * The lowest (or highest) value of a sliding stretch of readings, in constant time a reading: only readings
 * that can still become the extreme are kept, ascending in time and in rank.
 */

export interface WindowPoint {
  timeMs: number;
  value: number;
}

export class RateWindow {
  /** 1 keeps the lowest, −1 the highest. */
  readonly #sign: 1 | -1;
  readonly #widthMs: number;
  #points: WindowPoint[] = [];
  #head = 0;

  constructor(direction: 'rising' | 'falling', widthMs: number) {
    this.#sign = direction === 'rising' ? 1 : -1;
    this.#widthMs = widthMs;
  }

  /** The extreme of the window that ends with the newest point; undefined while there is none. */
  get extreme(): number | undefined {
    return this.#points[this.#head]?.value;
  }

  /**
   * Move the window on to this point.
   * @returns undoes it; to be called in reverse order of the pushes, before {@link compact}.
   */
  push(point: WindowPoint): () => void {
    const head = this.#head;
    const removed = this.#dropOutdone(point);
    this.#points.push(point);
    while (this.#isBefore(this.#points[this.#head], point.timeMs - this.#widthMs)) this.#head += 1;
    return () => {
      this.#points.pop();
      this.#points.push(...removed);
      this.#head = head;
    };
  }

  /** Forget what is out of the window for good. */
  compact(): void {
    if (this.#head < 64) return;
    this.#points = this.#points.slice(this.#head);
    this.#head = 0;
  }

  #isBefore(point: WindowPoint | undefined, timeMs: number): boolean {
    return point !== undefined && point.timeMs < timeMs;
  }

  /** Take off the end what the new point outdoes, and what claims to be later than it. */
  #dropOutdone(point: WindowPoint): WindowPoint[] {
    let keep = this.#points.length;
    while (keep > this.#head && this.#isOutdone(this.#points[keep - 1], point)) keep -= 1;
    return this.#points.splice(keep);
  }

  #isOutdone(earlier: WindowPoint | undefined, point: WindowPoint): boolean {
    if (!earlier) return false;
    return earlier.timeMs > point.timeMs || (earlier.value - point.value) * this.#sign >= 0;
  }
}
