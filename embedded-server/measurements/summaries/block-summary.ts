/**
 * What a block says in short: lowest, highest and mean of each column, piece by piece of its time. A picture of years
 * is made from these where a piece lies wholly inside one of its points, and from the readings elsewhere.
 */
import { ByteReader } from '../blocks/byte-reader.ts';
import { ByteWriter } from '../blocks/byte-writer.ts';
import { Room } from '../blocks/room.ts';
import { powerOf, scaleExactly } from '../blocks/value-column.ts';
import { largestInteger } from '../blocks/integer-column.ts';
import { summaryOf, type Piece } from '../points/range-buckets.ts';
import { lowerBound, type Section } from '../section.ts';
import { pieceGrid } from './piece-grid.ts';

const version = 1;
/** A column of doubles instead of integers of so many decimals. */
const asDoubles = 255;

/** Indexes of a piece's readings; `to` is exclusive. */
interface Rows {
  from: number;
  to: number;
}

function piecesOf(times: Float64Array, zone: string): Rows[] {
  const last = times[times.length - 1] ?? 0;
  const pieceAt = pieceGrid(times.length, last - (times[0] ?? 0), zone);
  const pieces: Rows[] = [];
  if (!pieceAt) return pieces;
  for (let from = 0; from < times.length; ) {
    const to = lowerBound(times, pieceAt(times[from] ?? 0).endMs);
    pieces.push({ from, to });
    from = to;
  }
  return pieces;
}

/** Each piece's lowest by what it differs from the one before, how much higher the highest is, by how much all are above the lowest. */
function writeIntegers(writer: ByteWriter, integers: Float64Array, pieces: readonly Rows[]): void {
  let before = 0;
  for (const { from, to } of pieces) {
    let lowest = integers[from] as number;
    let [highest, sum] = [lowest, lowest];
    for (let index = from + 1; index < to; index += 1) {
      const integer = integers[index] as number;
      sum += integer;
      if (integer < lowest) lowest = integer;
      else if (integer > highest) highest = integer;
    }
    writer.signed(lowest - before);
    writer.varint(highest - lowest);
    writer.varint(sum - lowest * (to - from));
    before = lowest;
  }
}

function writeDoubles(writer: ByteWriter, values: Float64Array, pieces: readonly Rows[]): void {
  for (const { from, to } of pieces) {
    const { low, high, mean } = summaryOf(values, from, to);
    for (const value of [values[low] as number, values[high] as number, mean]) writer.double(value);
  }
}

/** All of them together, and what is made of them, stay exact. */
function addUp(integers: Float64Array): boolean {
  const { low, high } = summaryOf(integers, 0, integers.length);
  return Math.max(Math.abs(integers[low] as number), Math.abs(integers[high] as number)) * integers.length * 2 < largestInteger;
}

/** For a column as integers. */
const room = new Room();

function writeColumn(writer: ByteWriter, values: Float64Array, pieces: readonly Rows[]): void {
  const integers = room.take(values.length);
  const decimals = scaleExactly(values, integers);
  if (decimals === null || !addUp(integers)) {
    writer.byte(asDoubles);
    return writeDoubles(writer, values, pieces);
  }
  writer.byte(decimals);
  writeIntegers(writer, integers, pieces);
}

function writeTimes(writer: ByteWriter, times: Float64Array, pieces: readonly Rows[]): void {
  let before = 0;
  for (const { from, to } of pieces) {
    const [first, last] = [times[from] as number, times[to - 1] as number];
    for (const number of [to - from, first - before, last - first]) writer.varint(number);
    before = last;
  }
}

/** In front, so that whoever does not want it passes over it. */
function writeWithLength(writer: ByteWriter, write: (own: ByteWriter) => void): void {
  const own = new ByteWriter(256);
  write(own);
  writer.varint(own.written().length);
  writer.bytes(own.written());
}

function writeSection(writer: ByteWriter, section: Section, width: number, pieces: readonly Rows[]): void {
  writeTimes(writer, section.times, pieces);
  for (let index = 0; index < width; index += 1) writeWithLength(writer, (own) => writeColumn(own, section.column(index), pieces));
}

/** Tell sections of a block in short; those with few readings a day are left out. @param zone whose days no piece crosses. */
export function packSummary(sections: readonly Section[], widthOf: (shape: number) => number, zone: string): Uint8Array {
  const cut = sections.map((section) => ({ section, pieces: piecesOf(section.times, zone) })).filter(({ pieces }) => pieces.length > 0);
  const writer = new ByteWriter(512);
  writer.byte(version);
  writer.varint(cut.length);
  for (const { section, pieces } of cut) {
    writer.varint(section.shape);
    writer.varint(pieces.length);
    writeWithLength(writer, (own) => writeSection(own, section, widthOf(section.shape), pieces));
  }
  return writer.written();
}

/** Nothing is told in short: the block is to be unpacked. */
export const noSummary: Uint8Array = Uint8Array.of(version, 0);

// --- reading

function readTimes(reader: ByteReader, count: number): Piece[] {
  const pieces: Piece[] = [];
  let before = 0;
  for (let index = 0; index < count; index += 1) {
    const readings = reader.varint();
    const fromMs = before + reader.varint();
    before = fromMs + reader.varint();
    pieces.push({ fromMs, toMs: before, count: readings, low: 0, high: 0, mean: 0 });
  }
  return pieces;
}

function readColumn(reader: ByteReader, pieces: Piece[]): void {
  const decimals = reader.byte();
  let lowest = 0;
  for (const piece of pieces) {
    if (decimals === asDoubles) {
      piece.low = reader.double();
      piece.high = reader.double();
      piece.mean = reader.double();
      continue;
    }
    const power = powerOf(decimals);
    lowest += reader.signed();
    piece.low = lowest / power;
    piece.high = (lowest + reader.varint()) / power;
    piece.mean = Math.min(piece.high, Math.max(piece.low, (lowest + reader.varint() / piece.count) / power));
  }
}

function piecesIn(reader: ByteReader, count: number, column: number): Piece[] {
  const pieces = readTimes(reader, count);
  for (let index = 0; index < column; index += 1) reader.bytes(reader.varint());
  reader.varint();
  readColumn(reader, pieces);
  return pieces;
}

/**
 * Pieces of those shapes that are told in short, by shape.
 * @param wanted the column of each shape.
 * @throws Error for a version that is not known.
 */
export function readSummary(bytes: Uint8Array, wanted: ReadonlyMap<number, number>): Map<number, readonly Piece[]> {
  const reader = new ByteReader(bytes);
  const found = reader.byte();
  if (found !== version) throw new Error(`a summary of version ${found} is unknown`);
  const told = new Map<number, readonly Piece[]>();
  for (let left = reader.varint(); left > 0; left -= 1) {
    const [shape, count] = [reader.varint(), reader.varint()];
    const section = new ByteReader(reader.bytes(reader.varint()));
    const column = wanted.get(shape);
    if (column !== undefined) told.set(shape, piecesIn(section, count, column));
  }
  return told;
}
