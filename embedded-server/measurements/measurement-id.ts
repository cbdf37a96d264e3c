/**
 * Measurement ids are derived, not stored: the decimal of a 63-bit number made of the source's ordinal
 * (17 bits), the reading's time in ms (42 bits, until 2109) and its place among those of the same source at
 * the same ms (4 bits). Source ordinal 0 is kept for the 17th and later at one ms: then the rest of the
 * number is that of an explicit row. Public since the first version: never change it.
 */

/** Ordinals 0 to 15 have derived ids; later ones need an explicit row. */
export const derivedOrdinals = 16;
/** Sources 1 to 131,071. */
export const maxSourceOrdinal = 2 ** 17 - 1;

const timeBits = 42n;
const ordinalBits = 4n;
const largestId = 2n ** 63n - 1n;

/** Where a measurement lies. */
export interface MeasurementKey {
  /** Ordinal of its source, from `measurement_sources`. */
  source: number;
  timeMs: number;
  ordinal: number;
}

export type MeasurementAddress = { kind: 'key'; key: MeasurementKey } | { kind: 'overflow'; number: number };

/** 2^46, of which a source has one for each of its ordinals, in the lowest ten digits and those before. */
const lowestDigits = 10;
const digitsUnit = 10 ** lowestDigits;
const sourceHigh = Math.floor(2 ** 46 / digitsUnit);
const sourceLow = 2 ** 46 % digitsUnit;

/**
 * The id of a measurement with an ordinal below {@link derivedOrdinals}. In two halves that doubles hold exactly:
 * every answer has one, and big integers take ten times as long.
 */
export function derivedId({ source, timeMs, ordinal }: MeasurementKey): string {
  const low = source * sourceLow + timeMs * 16 + ordinal;
  const carried = Math.floor(low / digitsUnit);
  return `${source * sourceHigh + carried}${String(low - carried * digitsUnit).padStart(lowestDigits, '0')}`;
}

/** The id of the measurement with this number in `measurement_overflow` (from 1). */
export function overflowId(number: number): string {
  return String(number);
}

/** Where the measurement with this id would lie; null when the text is no such id. */
export function addressOf(id: string): MeasurementAddress | null {
  if (!/^\d{1,19}$/.test(id)) return null;
  const bits = BigInt(id);
  if (bits > largestId) return null;
  const source = Number(bits >> (timeBits + ordinalBits));
  if (source === 0) return { kind: 'overflow', number: Number(bits) };
  const timeMs = Number((bits >> ordinalBits) & ((1n << timeBits) - 1n));
  return { kind: 'key', key: { source, timeMs, ordinal: Number(bits & ((1n << ordinalBits) - 1n)) } };
}
