/**
 * The lowest (or highest) value of a sliding stretch of readings, in constant time a reading: only readings
 * that can still become the extreme are kept, ascending in time and in rank.
 */

export interface WindowPoint {
  timeMs: number;
  value: number;
}

const smallest = 16;

export class RateWindow {
  /** 1 keeps the lowest, −1 the highest. */
  readonly #sign: 1 | -1;
  readonly #widthMs: number;
  /** Those from `#head` to `#end` are kept. */
  #times = new Float64Array(smallest);
  #values = new Float64Array(smallest);
  #head = 0;
  #end = 0;
  #isAbandoned = false;

  constructor(direction: 'rising' | 'falling', widthMs: number) {
    this.#sign = direction === 'rising' ? 1 : -1;
    this.#widthMs = widthMs;
  }

  /** Move the window on to this point. @returns the extreme of the window that ends with it. */
  push({ timeMs, value }: WindowPoint): number {
    this.#dropOutdone(timeMs, value);
    if (this.#end === this.#times.length) this.#makeRoom();
    this.#times[this.#end] = timeMs;
    this.#values[this.#end] = value;
    this.#end += 1;
    const fromMs = timeMs - this.#widthMs;
    while ((this.#times[this.#head] as number) < fromMs) this.#head += 1;
    return this.#values[this.#head] as number;
  }

  /** It may know readings that were not stored after all. */
  get isAbandoned(): boolean {
    return this.#isAbandoned;
  }

  abandon(): void {
    this.#isAbandoned = true;
  }

  /** Take off the end what the new point outdoes, and what claims to be later than it. */
  #dropOutdone(timeMs: number, value: number): void {
    let end = this.#end;
    while (end > this.#head && ((this.#times[end - 1] as number) > timeMs || ((this.#values[end - 1] as number) - value) * this.#sign >= 0)) end -= 1;
    this.#end = end;
  }

  /** Move what is kept to the beginning, of larger arrays when it takes more than half of these. */
  #makeRoom(): void {
    const kept = this.#end - this.#head;
    const capacity = kept * 2 > this.#times.length ? this.#times.length * 2 : this.#times.length;
    this.#times = moved(this.#times, this.#head, this.#end, capacity);
    this.#values = moved(this.#values, this.#head, this.#end, capacity);
    this.#head = 0;
    this.#end = kept;
  }
}

function moved(from: Float64Array<ArrayBuffer>, head: number, end: number, capacity: number): Float64Array<ArrayBuffer> {
  if (capacity === from.length) return from.copyWithin(0, head, end);
  const larger = new Float64Array(capacity);
  larger.set(from.subarray(head, end));
  return larger;
}
