/**
 * A column of integers as bytes that compress well: what a simple guess at each leaves over, the lowest bytes of all
 * first, then the next ones. Of four guesses the one that leaves the least is taken: the first value (noise round a
 * mean), the value before (a slow change), the change before (a steady clock), a straight line (a clock with jitter).
 */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { Room } from './room.ts';

/** Up to here every step of the arithmetic is exact in doubles. */
export const largestInteger = 2 ** 50;

const guesses = ['first', 'before', 'change', 'line'] as const;
type Guess = (typeof guesses)[number];

function slopeOf(values: Float64Array): number {
  const last = values.length - 1;
  return last > 0 ? ((values[last] ?? 0) - (values[0] ?? 0)) / last : 0;
}

/** Bits a remainder takes, roughly. */
function bitsOf(value: number): number {
  return 32 - Math.clz32(Math.min(Math.abs(value), 0xffff_ffff));
}

/** For what the guess leaves over. */
const room = new Room();

/** So many values are tried, spread over the column: enough to tell the guesses apart. */
const tried = 256;

/** The guess that leaves the least. */
function bestGuess(values: Float64Array, slope: number): Guess {
  const first = values[0] ?? 0;
  const bits: Record<Guess, number> = { first: 0, before: 0, change: 0, line: 0 };
  const step = Math.max(1, Math.floor(values.length / tried));
  for (let index = 1; index < values.length; index += step) {
    const value = values[index] as number;
    const before = values[index - 1] as number;
    const earlier = index > 1 ? (values[index - 2] as number) : before;
    bits.first += bitsOf(value - first);
    bits.before += bitsOf(value - before);
    bits.change += bitsOf(value - before - (before - earlier));
    bits.line += bitsOf(value - first - Math.round(index * slope));
  }
  return guesses.reduce((best, guess) => (bits[guess] < bits[best] ? guess : best));
}

/** Fill `rest` with what a guess leaves over. A loop each, so that none asks at every value which one it is. */
function leaveOver(rest: Float64Array, values: Float64Array, guess: Guess, slope: number): void {
  const { length } = values;
  const first = values[0] ?? 0;
  rest[0] = 0;
  if (guess === 'first') for (let index = 1; index < length; index += 1) rest[index] = (values[index] as number) - first;
  else if (guess === 'line') for (let index = 1; index < length; index += 1) rest[index] = (values[index] as number) - first - Math.round(index * slope);
  else if (guess === 'before') for (let index = 1, before = first; index < length; index += 1) {
    rest[index] = (values[index] as number) - before;
    before = values[index] as number;
  }
  else for (let index = 1, before = first, change = 0; index < length; index += 1) {
    const value = values[index] as number;
    rest[index] = value - before - change;
    change = value - before;
    before = value;
  }
}

/** Signs go into the lowest bit, so that small remainders stay small. @returns the largest. */
function foldSigns(rest: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < rest.length; index += 1) {
    const value = rest[index] as number;
    const folded = value >= 0 ? value * 2 : -value * 2 - 1;
    rest[index] = folded;
    if (folded > largest) largest = folded;
  }
  return largest;
}

function bytesFor(largest: number): number {
  let width = 0;
  while (largest >= 256 ** width) width += 1;
  return largest === 0 ? 0 : width;
}

/** The lowest byte of each, then the next ones. */
function writePlanes(writer: ByteWriter, folded: Float64Array, width: number): void {
  const { length } = folded;
  for (let plane = 0, divisor = 1; plane < width; plane += 1, divisor *= 256) {
    const bytes = writer.room(length);
    const shift = plane * 8;
    // Shifting is quick and ends at 32 bits; storing keeps the lowest eight.
    if (width <= 4) for (let index = 0; index < length; index += 1) bytes[index] = (folded[index] as number) >>> shift;
    else for (let index = 0; index < length; index += 1) bytes[index] = Math.floor((folded[index] as number) / divisor) % 256;
  }
}

/** Write integers within ±{@link largestInteger}; their number is the caller's to remember. */
export function writeIntegers(writer: ByteWriter, values: Float64Array): void {
  const slope = slopeOf(values);
  const rest = room.take(values.length);
  const guess = bestGuess(values, slope);
  leaveOver(rest, values, guess, slope);
  const width = bytesFor(foldSigns(rest));
  writer.byte(guesses.indexOf(guess));
  writer.byte(width);
  writer.double(values[0] ?? 0);
  if (guess === 'line') writer.double(slope);
  writePlanes(writer, rest, width);
}

/** Signs came from the lowest bit. A loop for each of the usual widths: this is where reading spends its time. */
function readNarrow(reader: ByteReader, count: number, width: 1 | 2): Float64Array {
  const values = new Float64Array(count);
  const low = reader.bytes(count);
  if (width === 1) {
    for (let index = 0; index < count; index += 1) {
      const folded = low[index] as number;
      values[index] = (folded >>> 1) ^ -(folded & 1);
    }
    return values;
  }
  const high = reader.bytes(count);
  for (let index = 0; index < count; index += 1) {
    const folded = (low[index] as number) | ((high[index] as number) << 8);
    values[index] = (folded >>> 1) ^ -(folded & 1);
  }
  return values;
}

function readWide(reader: ByteReader, count: number, width: number): Float64Array {
  const folded = new Float64Array(count);
  for (let plane = 0, factor = 1; plane < width; plane += 1, factor *= 256) {
    const bytes = reader.bytes(count);
    for (let index = 0; index < count; index += 1) folded[index] = (folded[index] ?? 0) + (bytes[index] ?? 0) * factor;
  }
  for (let index = 0; index < count; index += 1) {
    const sign = folded[index] ?? 0;
    folded[index] = sign % 2 === 0 ? sign / 2 : -(sign + 1) / 2;
  }
  return folded;
}

/** Put remainders on their guesses, in place. A loop each, as above. */
function restore(rest: Float64Array, guess: Guess, first: number, slope: number): void {
  const { length } = rest;
  rest[0] = first;
  if (guess === 'first') for (let index = 1; index < length; index += 1) rest[index] = (rest[index] as number) + first;
  else if (guess === 'line') for (let index = 1; index < length; index += 1) rest[index] = (rest[index] as number) + first + Math.round(index * slope);
  else if (guess === 'before') for (let index = 1, before = first; index < length; index += 1) rest[index] = before = (rest[index] as number) + before;
  else for (let index = 1, before = first, change = 0; index < length; index += 1) {
    change += rest[index] ?? 0;
    rest[index] = before += change;
  }
}

/** Read `count` integers. */
export function readIntegers(reader: ByteReader, count: number): Float64Array {
  const guess = guesses[reader.byte()] ?? 'first';
  const width = reader.byte();
  const first = reader.double();
  const slope = guess === 'line' ? reader.double() : 0;
  const values = width === 1 || width === 2 ? readNarrow(reader, count, width) : readWide(reader, count, width);
  if (count > 0) restore(values, guess, first, slope);
  return values;
}

/** Pass over a column without reading it. */
export function skipIntegers(reader: ByteReader, count: number): void {
  const guess = guesses[reader.byte()] ?? 'first';
  const width = reader.byte();
  reader.bytes(8 + (guess === 'line' ? 8 : 0) + width * count);
}
