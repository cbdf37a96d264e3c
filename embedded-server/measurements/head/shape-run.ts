/**
 * Measurements of one source and shape that are not in a block yet, in the order they came: as the bytes the journal has of
 * them, a sixth of what their doubles would take. They are read when somebody asks, and when they are sealed.
 */
import { ByteReader } from '../blocks/byte-reader.ts';
import { readRows } from '../journal/journal-entry.ts';
import type { GroupRows } from '../measurement-batch.ts';
import { pickRows, sectionOf, type Section, type WholeSection } from '../section.ts';

const smallest = 64;

/** Rows as the journal has them. */
export interface EncodedRows {
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** Whether rows are ascending by time, then ordinal. */
function isAscending({ times, ordinals }: WholeSection): boolean {
  for (let index = 1; index < times.length; index += 1) {
    const [before, time] = [times[index - 1] ?? 0, times[index] ?? 0];
    if (time < before) return false;
    if (time === before && (ordinals?.[index] ?? 0) < (ordinals?.[index - 1] ?? 0)) return false;
  }
  return true;
}

function sorted(section: WholeSection): Section {
  const { times, ordinals, columns } = section;
  if (isAscending(section)) return sectionOf(section);
  const order = Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || (ordinals?.[a] ?? 0) - (ordinals?.[b] ?? 0));
  return sectionOf(pickRows(sectionOf(section), columns.length, order));
}

/** Columns that are filled a group of rows at a time. */
class Filling {
  readonly #times: Float64Array;
  readonly #columns: readonly Float64Array[];
  /** From the first one that is not 0. */
  #ordinals: Float64Array | null = null;
  #extras: Map<number, string> | null = null;
  #count = 0;

  constructor(length: number, width: number) {
    this.#times = new Float64Array(length);
    this.#columns = Array.from({ length: width }, () => new Float64Array(length));
  }

  add({ count, times, values, ordinals, extras }: GroupRows): void {
    const at = this.#count;
    const { length: width } = this.#columns;
    this.#times.set(times, at);
    for (let column = 0; column < width; column += 1) {
      const into = this.#columns[column] as Float64Array;
      for (let row = 0; row < count; row += 1) into[at + row] = values[row * width + column] as number;
    }
    if (ordinals) (this.#ordinals ??= new Float64Array(this.#times.length)).set(ordinals, at);
    for (const [row, text] of extras ?? []) (this.#extras ??= new Map()).set(at + row, text);
    this.#count += count;
  }

  section(shape: number): WholeSection {
    return { shape, count: this.#count, times: this.#times, ordinals: this.#ordinals, columns: this.#columns, extras: this.#extras };
  }
}

export class ShapeRun {
  readonly shape: number;
  readonly width: number;
  #length = 0;
  #size = 0;
  #bytes = new Uint8Array(smallest);
  /** While somebody has it or nobody needs the memory: what is asked for once is asked for again. */
  #section: WeakRef<Section> | null = null;

  constructor(shape: number, width: number) {
    this.shape = shape;
    this.width = width;
  }

  /** Measurements. */
  get length(): number {
    return this.#length;
  }

  /** Bytes that are in use. */
  get size(): number {
    return this.#size;
  }

  /** Bytes it takes. */
  get bytes(): number {
    return this.#bytes.byteLength;
  }

  append({ count, bytes }: EncodedRows): void {
    this.#reserve(this.#size + bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
    this.#length += count;
    this.#section = null;
  }

  /** Forget what was appended since there were so many measurements in so many bytes: it was taken back. */
  truncate(length: number, size: number): void {
    this.#length = length;
    this.#size = size;
    this.#section = null;
  }

  /** Its measurements in the order of time. */
  section(): Section {
    const known = this.#section?.deref();
    if (known) return known;
    const section = sorted(this.#read());
    this.#section = new WeakRef(section);
    return section;
  }

  #read(): WholeSection {
    const reader = new ByteReader(this.#bytes.subarray(0, this.#size));
    const filling = new Filling(this.#length, this.width);
    while (reader.at < this.#size) filling.add(readRows(reader, this.width));
    return filling.section(this.shape);
  }

  #reserve(wanted: number): void {
    if (wanted <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(wanted, this.#bytes.length * 2));
    bytes.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = bytes;
  }
}
