/** Values of several series side by side: a row for each time (or stretch of time), a slot for each series. Pure. */
import { Aggregate } from './aggregate.ts';
import type { BucketStart } from './bucket-calendar.ts';

/** Slots without a value are null. */
export interface SeriesRow {
  timeMs: number;
  slots: (Aggregate | null)[];
}

/** Takes values in the order of their times, either way. It ends with a whole row, before `maxValues` would be passed. */
export class SeriesTable {
  readonly rows: SeriesRow[] = [];
  readonly #width: number;
  readonly #startOf: BucketStart;
  readonly #maxValues: number;
  #filled = 0;
  #truncated = false;

  constructor(width: number, startOf: BucketStart, maxValues: number) {
    this.#width = width;
    this.#startOf = startOf;
    this.#maxValues = maxValues;
  }

  /** There was more than fits; what comes now is not taken. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Take a value of series number `slot`. */
  add(timeMs: number, slot: number, value: number): void {
    const row = this.#rowAt(this.#startOf(timeMs));
    if (!row) return;
    const known = row.slots[slot];
    if (known) return known.add(value);
    this.#filled += 1;
    row.slots[slot] = new Aggregate(value);
  }

  #rowAt(startMs: number): SeriesRow | null {
    if (this.#truncated) return null;
    const last = this.rows.at(-1);
    if (last?.timeMs === startMs) return last;
    this.#truncated = last !== undefined && this.#filled + this.#width > this.#maxValues;
    if (this.#truncated) return null;
    const row: SeriesRow = { timeMs: startMs, slots: Array.from({ length: this.#width }, () => null) };
    this.rows.push(row);
    return row;
  }
}
