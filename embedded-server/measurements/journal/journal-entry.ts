/**
 * An entry of the journal: what one unit stored, as few bytes as can be written quickly, because it is written with every
 * request and read only after a stop. Times are what has passed since the row before, values what has changed since then,
 * as integers of as many decimals as they have; values that are not exactly decimal are doubles.
 */
import { ByteReader } from '../blocks/byte-reader.ts';
import { ByteWriter } from '../blocks/byte-writer.ts';
import { decimalsOf, powerOf } from '../blocks/value-column.ts';
import type { GroupRows } from '../measurement-batch.ts';

export interface JournalGroup {
  /** Ordinal of the source. */
  source: number;
  /** Id of the shape. */
  shape: number;
  /** Columns of the shape. */
  width: number;
  rows: GroupRows;
}

const version = 1;
/** Stands for decimals where values are doubles. */
const asDoubles = 15;
const withOrdinals = 16;

const scratch = new ByteWriter(64 * 1024);

// --- writing

function writeTimes({ times, count }: GroupRows): void {
  let before = 0;
  for (let row = 0; row < count; row += 1) {
    const timeMs = times[row] as number;
    scratch.signed(timeMs - before);
    before = timeMs;
  }
}

function writeValues({ values }: GroupRows, width: number, decimals: number): void {
  if (decimals === asDoubles) {
    for (let index = 0; index < values.length; index += 1) scratch.double(values[index] as number);
    return;
  }
  const power = powerOf(decimals);
  for (let index = 0; index < values.length; index += 1) {
    const before = index < width ? 0 : Math.round((values[index - width] as number) * power);
    scratch.signed(Math.round((values[index] as number) * power) - before);
  }
}

function writeGroup({ source, shape, width, rows }: JournalGroup): void {
  const decimals = decimalsOf(rows.values) ?? asDoubles;
  for (const number of [source, shape, width, rows.count, decimals + (rows.ordinals ? withOrdinals : 0)]) scratch.varint(number);
  writeTimes(rows);
  writeValues(rows, width, decimals);
  if (rows.ordinals) for (let row = 0; row < rows.count; row += 1) scratch.varint(rows.ordinals[row] ?? 0);
  scratch.varint(rows.extras?.size ?? 0);
  for (const [row, text] of rows.extras ?? []) {
    const bytes = Buffer.from(text);
    scratch.varint(row);
    scratch.varint(bytes.length);
    scratch.bytes(bytes);
  }
}

/** The entry as bytes; valid until the next call. */
export function encodeEntry(groups: readonly JournalGroup[]): Uint8Array {
  scratch.clear();
  scratch.byte(version);
  scratch.varint(groups.length);
  for (const group of groups) writeGroup(group);
  return scratch.written();
}

// --- reading

function readTimes(reader: ByteReader, count: number): Float64Array {
  const times = new Float64Array(count);
  for (let row = 0, timeMs = 0; row < count; row += 1) {
    timeMs += reader.signed();
    times[row] = timeMs;
  }
  return times;
}

function readValues(reader: ByteReader, count: number, width: number, decimals: number): Float64Array {
  const values = new Float64Array(count * width);
  if (decimals === asDoubles) return values.map(() => reader.double());
  const power = powerOf(decimals);
  for (let index = 0; index < values.length; index += 1) {
    values[index] = reader.signed() + (index < width ? 0 : (values[index - width] ?? 0));
  }
  return power === 1 ? values : values.map((scaled) => scaled / power);
}

function readExtras(reader: ByteReader): ReadonlyMap<number, string> | null {
  const size = reader.varint();
  if (size === 0) return null;
  const extras = new Map<number, string>();
  for (let left = size; left > 0; left -= 1) {
    const row = reader.varint();
    extras.set(row, Buffer.from(reader.bytes(reader.varint())).toString());
  }
  return extras;
}

function readGroup(reader: ByteReader): JournalGroup {
  const [source, shape, width, count, form] = Array.from({ length: 5 }, () => reader.varint()) as [number, number, number, number, number];
  const times = readTimes(reader, count);
  const values = readValues(reader, count, width, form % withOrdinals);
  const ordinals = form >= withOrdinals ? Float64Array.from({ length: count }, () => reader.varint()) : null;
  return { source, shape, width, rows: { count, times, values, ordinals, extras: readExtras(reader) } };
}

/** @throws Error for a version that is not known, or bytes that are cut short. */
export function decodeEntry(bytes: Uint8Array): JournalGroup[] {
  const reader = new ByteReader(bytes);
  const found = reader.byte();
  if (found !== version) throw new Error(`an entry of the journal of version ${found} is unknown`);
  return Array.from({ length: reader.varint() }, () => readGroup(reader));
}
