/** A long stretch of a series slice by slice, told in short where it may be, so that most blocks need not be unpacked. */
import { openWanted } from '../blocks/read-block.ts';
import { blockSlices, type BlockSlice, type PointStore } from '../points/point-slices.ts';
import { columnsOf, readColumns, stretchOf, type PointColumns, type SeriesName } from '../points/point-range.ts';
import type { Piece } from '../points/range-buckets.ts';
import type { Section } from '../section.ts';
import { readSummary } from './block-summary.ts';
import { summaryOf } from './summary-store.ts';

/** Readings as they are, or told in short. */
export type Part = PointColumns | Piece;

export function isPiece(part: Part): part is Piece {
  return 'count' in part;
}

/** Who takes readings that are told in short. */
export interface PieceTaker {
  /** Whether it takes any by now. */
  readonly gathers: boolean;
  takes(piece: Piece): boolean;
}

/** A stretch of time inside a slice. */
interface Within {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** What of a piece lies inside a slice; null for nothing. */
function inside(piece: Piece, { fromMs, toMs }: Within): Within | null {
  if (piece.toMs < fromMs || piece.fromMs >= toMs) return null;
  return { fromMs: Math.max(fromMs, piece.fromMs), toMs: Math.min(toMs, piece.toMs + 1) };
}

/** Reads the parts of slices of a series. */
class PartReader {
  readonly #store: PointStore;
  readonly #name: SeriesName;
  readonly #taker: PieceTaker;
  /** Which column of which shape holds the series. */
  #columns: ReadonlyMap<number, number> = new Map();

  constructor(store: PointStore, name: SeriesName, taker: PieceTaker) {
    this.#store = store;
    this.#name = name;
    this.#taker = taker;
  }

  /** In no order. */
  read({ fromMs, toMs, blocks }: BlockSlice): Part[] {
    const { database, measurements } = this.#store;
    if (!this.#taker.gathers) return [readColumns(database, measurements, this.#name, fromMs, toMs, blocks)];
    this.#columns = columnsOf(measurements, this.#name);
    const inBlocks = blocks.flatMap(({ id }) => this.#ofBlock(id, { fromMs, toMs }));
    return [...inBlocks, ...this.#ofSections(measurements.headOf(this.#name.deviceId)?.uncommitted() ?? [], { fromMs, toMs })];
  }

  #ofBlock(id: number, slice: Within): Part[] {
    const row = this.#store.database.readFirst(summaryOf(id));
    if (!row) return this.#unpacked(id, this.#columns, slice);
    const told = readSummary(row.summary, this.#columns);
    const untold = new Map([...this.#columns].filter(([shape]) => !told.has(shape)));
    const pieces = [...told].flatMap(([shape, ofShape]) => ofShape.flatMap((piece) => this.#ofPiece(id, shape, piece, slice)));
    return untold.size === 0 ? pieces : [...pieces, ...this.#unpacked(id, untold, slice)];
  }

  #ofPiece(id: number, shape: number, piece: Piece, slice: Within): Part[] {
    const part = inside(piece, slice);
    if (!part) return [];
    const isWhole = part.fromMs === piece.fromMs && part.toMs === piece.toMs + 1;
    if (isWhole && this.#taker.takes(piece)) return [piece];
    return this.#unpacked(id, new Map([[shape, this.#columns.get(shape) ?? 0]]), part);
  }

  #unpacked(id: number, shapes: ReadonlyMap<number, number>, stretch: Within): Part[] {
    const { database, measurements } = this.#store;
    const sections = openWanted(database, measurements, id, { shapes, ...stretch });
    return this.#ofSections(sections.filter(({ shape }) => shapes.has(shape)), stretch);
  }

  #ofSections(sections: readonly Section[], { fromMs, toMs }: Within): Part[] {
    return sections.flatMap((section) => {
      const column = this.#columns.get(section.shape);
      return column === undefined ? [] : (stretchOf(section, column, fromMs, toMs) ?? []);
    });
  }
}

/**
 * The readings of a series in a stretch of time, slice by slice; what the taker takes told in short where blocks have it
 * so. The parts of a slice are in no order.
 */
export function* partSlices(store: PointStore, name: SeriesName, { fromMs, toMs }: Within, taker: PieceTaker): Generator<readonly Part[]> {
  const reader = new PartReader(store, name, taker);
  for (const slice of blockSlices(store, name.deviceId, fromMs, toMs)) yield reader.read(slice);
}

/** Where in a piece the first reading of a value stands; its beginning where readings have gone meanwhile. */
export function momentIn(store: PointStore, name: SeriesName, shownAs: (points: PointColumns) => PointColumns): (piece: Piece, value: number) => number {
  return (piece, value) => {
    const { times, values } = shownAs(readColumns(store.database, store.measurements, name, piece.fromMs, piece.toMs + 1));
    return times[values.indexOf(value)] ?? piece.fromMs;
  };
}
