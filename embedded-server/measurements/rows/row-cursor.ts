/** Where a reading of measurements stands: cursors in sections, and the line in which they come up. */
import type { Wanted } from './measurement-filter.ts';
import { lowerBound, type Section } from '../section.ts';

export interface MeasurementRow {
  source: number;
  timeMs: number;
  ordinal: number;
  shape: number;
  samples: number[];
  /** JSON of what is no plain sample. */
  extras: string | null;
}

/** Rows of one section that are wanted, one after the other. */
export class Cursor {
  readonly #source: number;
  readonly #section: Section;
  readonly #widthOf: (shape: number) => number;
  readonly #step: 1 | -1;
  readonly #end: number;
  #row: number;

  constructor(source: number, section: Section, { fromMs, toMs }: Wanted, newestFirst: boolean, widthOf: (shape: number) => number) {
    const [from, to] = [lowerBound(section.times, fromMs), lowerBound(section.times, toMs)];
    this.#source = source;
    this.#section = section;
    this.#widthOf = widthOf;
    this.#step = newestFirst ? -1 : 1;
    this.#row = newestFirst ? to - 1 : from;
    this.#end = newestFirst ? from - 1 : to;
  }

  get isAtEnd(): boolean {
    return this.#row === this.#end;
  }

  /** How many rows are left. */
  get left(): number {
    return Math.abs(this.#end - this.#row);
  }

  get key(): Key {
    return { timeMs: this.#section.times[this.#row] ?? 0, source: this.#source, ordinal: this.#section.ordinals?.[this.#row] ?? 0 };
  }

  pass(rows = 1): void {
    this.#row += this.#step * rows;
  }

  row(): MeasurementRow {
    const [section, row] = [this.#section, this.#row];
    const samples = Array.from({ length: this.#widthOf(section.shape) }, (_, index) => section.column(index)[row] ?? 0);
    return { ...this.key, shape: section.shape, samples, extras: section.extras?.get(row) ?? null };
  }
}

export interface Key {
  timeMs: number;
  source: number;
  ordinal: number;
}

/** Where cursors stand, next one first. A block that is not open yet stands at its edge. */
export interface Standing {
  key: Key;
  cursor: Cursor | null;
  open: () => Cursor[];
}

export function compareKeys(a: Key, b: Key): number {
  return a.timeMs - b.timeMs || a.source - b.source || a.ordinal - b.ordinal;
}

/** Standings in the order they come up. */
export class Line {
  readonly #standings: Standing[] = [];
  readonly #sign: 1 | -1;

  constructor(newestFirst: boolean) {
    this.#sign = newestFirst ? -1 : 1;
  }

  add(standing: Standing): void {
    let [low, high] = [0, this.#standings.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#standings[middle];
      // The next one is last, where it is taken off quickly.
      if (other && this.#sign * compareKeys(other.key, standing.key) >= 0) low = middle + 1;
      else high = middle;
    }
    this.#standings.splice(low, 0, standing);
  }

  get next(): Standing | undefined {
    return this.#standings.at(-1);
  }

  take(): Standing | undefined {
    return this.#standings.pop();
  }
}
