/**
 * A column of doubles, bit for bit. Measured values mostly have a few decimals: then they are integers of that scale.
 * Whatever is not exactly so (17 digits, 1e-300, −0) is kept as the bits in which it differs from the value before.
 */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { largestInteger, readIntegers, skipIntegers, writeIntegers } from './integer-column.ts';
import { Room } from './room.ts';

const mostDecimals = 9;
/** Marks a column of bits. */
const asBits = 255;

const powers = Array.from({ length: mostDecimals + 1 }, (_, decimals) => 10 ** decimals);

/**
 * Values as integers, in `into`, where all of them are exactly that with some number of decimals.
 * @param into room for at least as many.
 * @returns the decimals; null when there are none with which all are exact.
 */
export function scaleExactly(values: ArrayLike<number>, into: Float64Array): number | null {
  let decimals = 0;
  let power = 1;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    const scaled = Math.round(value * power);
    into[index] = scaled;
    if (scaled / power === value && Math.abs(scaled) <= largestInteger && !(scaled === 0 && Object.is(value, -0))) continue;
    decimals += 1;
    if (decimals > mostDecimals) return null;
    power = powers[decimals] as number;
    // Those before are begun anew: mostly the first values have as many decimals as any.
    index = -1;
  }
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

/** For a column as integers. */
const room = new Room();

/** Write finite doubles; their number is the caller's to remember. */
export function writeValues(writer: ByteWriter, values: Float64Array): void {
  const integers = room.take(values.length);
  const decimals = scaleExactly(values, integers);
  writer.byte(decimals ?? asBits);
  if (decimals === null) return writeBits(writer, values);
  writeIntegers(writer, integers);
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
