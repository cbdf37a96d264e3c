/** Measurements of one source and shape that are not in a block yet, in the order they came. */
import type { GroupRows } from '../measurement-batch.ts';
import { pickRows, sectionOf, type Section } from '../section.ts';

const smallest = 8;

/** Whether rows are ascending by time, then ordinal. */
function isAscending(times: Float64Array, ordinals: readonly number[] | null): boolean {
  for (let index = 1; index < times.length; index += 1) {
    const [before, time] = [times[index - 1] ?? 0, times[index] ?? 0];
    if (time < before) return false;
    if (time === before && (ordinals?.[index] ?? 0) < (ordinals?.[index - 1] ?? 0)) return false;
  }
  return true;
}

export class ShapeRun {
  readonly shape: number;
  readonly width: number;
  #capacity = smallest;
  #length = 0;
  /** The times, then the columns, each with room for `#capacity` values. */
  #doubles: Float64Array;
  /** From the first one that is not 0. */
  #ordinals: number[] | null = null;
  #extras: Map<number, string> | null = null;
  #section: Section | null = null;

  constructor(shape: number, width: number) {
    this.shape = shape;
    this.width = width;
    this.#doubles = new Float64Array(this.#capacity * (1 + width));
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes it takes. */
  get bytes(): number {
    return this.#doubles.byteLength;
  }

  append({ count, times, values, ordinals, extras }: GroupRows): void {
    this.#reserve(this.#length + count);
    const { width } = this;
    for (let row = 0, at = this.#length; row < count; row += 1, at += 1) {
      this.#doubles[at] = times[row] ?? 0;
      for (let column = 0; column < width; column += 1) this.#doubles[(1 + column) * this.#capacity + at] = values[row * width + column] ?? 0;
    }
    if (ordinals || this.#ordinals) this.#appendOrdinals(ordinals, count);
    for (const [row, text] of extras ?? []) (this.#extras ??= new Map()).set(this.#length + row, text);
    this.#length += count;
    this.#section = null;
  }

  /** Forget the rows from `length` on: they were taken back. */
  truncate(length: number): void {
    for (let row = length; row < this.#length; row += 1) this.#extras?.delete(row);
    if (this.#ordinals) this.#ordinals.length = length;
    this.#length = length;
    this.#section = null;
  }

  /** Its measurements in the order of time. Valid until rows are appended or taken back. */
  section(): Section {
    return (this.#section ??= this.#sorted());
  }

  #appendOrdinals(ordinals: ArrayLike<number> | null, count: number): void {
    this.#ordinals ??= new Array<number>(this.#length).fill(0);
    for (let row = 0; row < count; row += 1) this.#ordinals.push(ordinals?.[row] ?? 0);
  }

  #values(column: number): Float64Array {
    const start = (1 + column) * this.#capacity;
    return this.#doubles.subarray(start, start + this.#length);
  }

  #sorted(): Section {
    const times = this.#doubles.subarray(0, this.#length);
    const ordinals = this.#ordinals;
    const column = (index: number) => this.#values(index);
    const asTheyCame: Section = { shape: this.shape, count: this.#length, times, ordinals: ordinals && Float64Array.from(ordinals), column, extras: this.#extras };
    if (isAscending(times, ordinals)) return asTheyCame;
    const order = Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || (ordinals?.[a] ?? 0) - (ordinals?.[b] ?? 0));
    return sectionOf(pickRows(asTheyCame, this.width, order));
  }

  #reserve(wanted: number): void {
    if (wanted <= this.#capacity) return;
    const capacity = Math.max(wanted, this.#capacity * 2);
    const doubles = new Float64Array(capacity * (1 + this.width));
    for (let column = 0; column <= this.width; column += 1) {
      const from = column * this.#capacity;
      doubles.set(this.#doubles.subarray(from, from + this.#length), column * capacity);
    }
    this.#doubles = doubles;
    this.#capacity = capacity;
  }
}
