/**
 * A column of doubles, bit for bit. Measured values mostly have a few decimals: then they are integers of that scale.
 * Whatever is not exactly so (17 digits, 1e-300, −0) is kept as the bits in which it differs from the value before.
 */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { largestInteger, readIntegers, skipIntegers, writeIntegers } from './integer-column.ts';

const mostDecimals = 9;
/** Marks a column of bits. */
const asBits = 255;

const powers = Array.from({ length: mostDecimals + 1 }, (_, decimals) => 10 ** decimals);

function isExact(value: number, power: number): boolean {
  const scaled = Math.round(value * power);
  return scaled / power === value && Math.abs(scaled) <= largestInteger && !(scaled === 0 && Object.is(value, -0));
}

/** Decimals with which every value is an exact integer; null when there are none. */
export function decimalsOf(values: ArrayLike<number>): number | null {
  let decimals = 0;
  for (let index = 0; index < values.length; index += 1) {
    while (decimals <= mostDecimals && !isExact(values[index] as number, powers[decimals] ?? 1)) decimals += 1;
    if (decimals > mostDecimals) return null;
  }
  const power = powers[decimals] ?? 1;
  // With more decimals an early value may have become too large.
  for (let index = 0; index < values.length; index += 1) if (!isExact(values[index] as number, power)) return null;
  return decimals;
}

/** By what values of so many decimals are multiplied to be integers. */
export function powerOf(decimals: number): number {
  const power = powers[decimals];
  if (power === undefined) throw new RangeError(`a column of ${decimals} decimals is unknown`);
  return power;
}

function writeBits(writer: ByteWriter, values: Float64Array): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  for (let plane = 0; plane < 8; plane += 1) {
    const room = writer.room(values.length);
    for (let index = 0, before = 0; index < values.length; index += 1) {
      const byte = bytes[index * 8 + plane] ?? 0;
      room[index] = byte ^ before;
      before = byte;
    }
  }
}

function readBits(reader: ByteReader, count: number): Float64Array {
  const values = new Float64Array(count);
  const bytes = new Uint8Array(values.buffer);
  for (let plane = 0; plane < 8; plane += 1) {
    const room = reader.bytes(count);
    for (let index = 0, before = 0; index < count; index += 1) {
      before ^= room[index] ?? 0;
      bytes[index * 8 + plane] = before;
    }
  }
  return values;
}

/** Room for a column as integers, given out again for the next. */
let room = new Float64Array(2048);

function scaled(values: Float64Array, power: number): Float64Array {
  if (values.length > room.length) room = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) room[index] = Math.round((values[index] as number) * power);
  return room.subarray(0, values.length);
}

/** Write finite doubles; their number is the caller's to remember. */
export function writeValues(writer: ByteWriter, values: Float64Array): void {
  const decimals = decimalsOf(values);
  writer.byte(decimals ?? asBits);
  if (decimals === null) return writeBits(writer, values);
  writeIntegers(writer, scaled(values, powerOf(decimals)));
}

/** Read `count` doubles. */
export function readValues(reader: ByteReader, count: number): Float64Array {
  const decimals = reader.byte();
  if (decimals === asBits) return readBits(reader, count);
  const values = readIntegers(reader, count);
  const power = powerOf(decimals);
  if (power !== 1) for (let index = 0; index < count; index += 1) values[index] = (values[index] ?? 0) / power;
  return values;
}

/** Pass over a column without reading it. */
export function skipValues(reader: ByteReader, count: number): void {
  if (reader.byte() === asBits) reader.bytes(8 * count);
  else skipIntegers(reader, count);
}
