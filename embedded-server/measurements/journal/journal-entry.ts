/**
 * An entry of the journal: what units of one group stored, as few bytes as can be written quickly, because it is written before
 * every COMMIT and read only after a stop. Times are what has passed since the row before, values what has changed since then,
 * as integers of as many decimals as they have; values that are not exactly decimal are doubles.
 */
import { ByteReader } from '../blocks/byte-reader.ts';
import { ByteWriter } from '../blocks/byte-writer.ts';
import { readExtras, writeExtras } from '../blocks/extras.ts';
import { Room } from '../blocks/room.ts';
import { powerOf, scaleExactly } from '../blocks/value-column.ts';
import type { GroupRows } from '../measurement-batch.ts';

/** Rows of one source and shape that one unit stored. */
export interface JournalGroup {
  /** Number of the unit. */
  number: number;
  /** Ordinal of the source. */
  source: number;
  /** Id of the shape. */
  shape: number;
  /** Columns of the shape. */
  width: number;
}

/** Until 2026-11-28: one unit an entry, which had its number, and no lengths to pass over. */
const oneUnitVersion = 1;
const version = 2;
/** Stands for decimals where values are doubles. */
const asDoubles = 15;
const withOrdinals = 16;

const scratch = new ByteWriter(64 * 1024);

// --- writing

/** For values as integers. */
const written = new Room();

function writeTimes({ times, count }: GroupRows): void {
  let before = 0;
  for (let row = 0; row < count; row += 1) {
    const timeMs = times[row] as number;
    scratch.signed(timeMs - before);
    before = timeMs;
  }
}

function writeDoubles({ values }: GroupRows): void {
  for (let index = 0; index < values.length; index += 1) scratch.double(values[index] as number);
}

/** @param scaled a row's values one after the other. */
function writeIntegers(scaled: Float64Array, width: number): void {
  for (let index = 0; index < scaled.length; index += 1) {
    scratch.signed((scaled[index] as number) - (index < width ? 0 : (scaled[index - width] as number)));
  }
}

function writeRows(rows: GroupRows, width: number): void {
  const integers = written.take(rows.values.length);
  const decimals = scaleExactly(rows.values, integers) ?? asDoubles;
  scratch.varint(rows.count);
  scratch.varint(decimals + (rows.ordinals ? withOrdinals : 0));
  writeTimes(rows);
  if (decimals === asDoubles) writeDoubles(rows);
  else writeIntegers(integers, width);
  if (rows.ordinals) for (let row = 0; row < rows.count; row += 1) scratch.varint(rows.ordinals[row] ?? 0);
  writeExtras(scratch, rows.extras);
}

/** Rows as the journal has them. Valid until the next are encoded. */
export function encodeRows(rows: GroupRows, width: number): Uint8Array {
  scratch.clear();
  writeRows(rows, width);
  return scratch.written();
}

/** Begin an entry. */
export function beginEntry(into: ByteWriter): void {
  into.byte(version);
}

/** @param rows as {@link encodeRows} gives them. */
export function addToEntry(into: ByteWriter, { number, source, shape, width }: JournalGroup, rows: Uint8Array): void {
  into.varint(number);
  into.varint(source);
  into.varint(shape);
  into.varint(width);
  into.varint(rows.length);
  into.bytes(rows);
}

// --- reading

/** For what is read: a start reads tens of thousands of entries. */
const read = new Room();

function readTimes(reader: ByteReader, times: Float64Array): void {
  for (let row = 0, timeMs = 0; row < times.length; row += 1) times[row] = timeMs += reader.signed();
}

function readValues(reader: ByteReader, values: Float64Array, width: number, decimals: number): void {
  if (decimals === asDoubles) {
    for (let index = 0; index < values.length; index += 1) values[index] = reader.double();
    return;
  }
  for (let index = 0; index < values.length; index += 1) {
    values[index] = reader.signed() + (index < width ? 0 : (values[index - width] as number));
  }
  const power = powerOf(decimals);
  if (power === 1) return;
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] as number) / power;
}

/** Read rows as {@link encodeRows} gives them. Valid until the next are read. */
export function readRows(reader: ByteReader, width: number): GroupRows {
  const count = reader.varint();
  const form = reader.varint();
  const all = read.take(count * (1 + width));
  const times = all.subarray(0, count);
  const values = all.subarray(count);
  readTimes(reader, times);
  readValues(reader, values, width, form % withOrdinals);
  const ordinals = form >= withOrdinals ? Float64Array.from({ length: count }, () => reader.varint()) : null;
  return { count, times, values, ordinals, extras: readExtras(reader) };
}

/** How many rows there are, and which of them is the newest: of equally new ones the last. */
export interface NewestRow {
  count: number;
  row: number;
  timeMs: number;
}

/** @param encoded rows as {@link encodeRows} gives them; their values are not read. */
export function newestOf(encoded: Uint8Array): NewestRow {
  const reader = new ByteReader(encoded);
  const count = reader.varint();
  reader.varint();
  const newest = { count, row: 0, timeMs: -Infinity };
  for (let row = 0, timeMs = 0; row < count; row += 1) {
    timeMs += reader.signed();
    if (timeMs < newest.timeMs) continue;
    newest.row = row;
    newest.timeMs = timeMs;
  }
  return newest;
}

/** Whether a group is to be given out. */
type IsWanted = (source: number, number: number) => boolean;
/** Is given a group and its rows as {@link encodeRows} gives them. */
type Take = (group: JournalGroup, encoded: Uint8Array) => void;

function readGroups(reader: ByteReader, end: number, isWanted: IsWanted, take: Take): void {
  while (reader.at < end) {
    const number = reader.varint();
    const source = reader.varint();
    const shape = reader.varint();
    const width = reader.varint();
    const encoded = reader.bytes(reader.varint());
    if (isWanted(source, number)) take({ number, source, shape, width }, encoded);
  }
}

function readOneUnit(reader: ByteReader, bytes: Uint8Array, number: number, isWanted: IsWanted, take: Take): void {
  for (let left = reader.varint(); left > 0; left -= 1) {
    const source = reader.varint();
    const wanted = isWanted(source, number);
    const shape = reader.varint();
    const width = reader.varint();
    const from = reader.at;
    readRows(reader, width);
    if (wanted) take({ number, source, shape, width }, bytes.subarray(from, reader.at));
  }
}

/**
 * Read the groups of an entry one by one.
 * @param number of the entry.
 * @throws Error for a version that is not known, or bytes that are cut short.
 */
export function readEntry(number: number, bytes: Uint8Array, isWanted: IsWanted, take: Take): void {
  const reader = new ByteReader(bytes);
  const found = reader.byte();
  if (found === version) return readGroups(reader, bytes.length, isWanted, take);
  if (found === oneUnitVersion) return readOneUnit(reader, bytes, number, isWanted, take);
  throw new Error(`an entry of the journal of version ${found} is unknown`);
}
