/**
 * The verifier's own reading of the source files. It shares nothing with the replay or with the platform, so
 * that a mistake there cannot be made here as well.
 */

/** One row of a source, as the store should have it. */
export interface ExpectedReading {
  file: string;
  /** Line number in the file; the header is line 1. */
  row: number;
  timeMs: number;
  values: number[];
}

/** A row from which nothing can be expected. */
export interface UnreadableRow {
  file: string;
  row: number;
  text: string;
}

/** What a line of some kind of file says, as text; null when it has another form. */
export type LineReader = (line: string) => { time: string; values: string[] } | null;

/** `2013-12-02 21:15:00,73.96732207` */
export const nabLine: LineReader = (line) => {
  const match = /^([^,]+),([^,]+)$/.exec(line);
  return match ? { time: match[1] ?? '', values: [match[2] ?? ''] } : null;
};

/** `MAC000002,2013-01-01 00:00:00, 0.219 `, of one meter only. */
export function meterLine(meter: string): LineReader {
  return (line) => {
    const [name, time, energy, ...more] = line.split(',');
    return name === meter && time !== undefined && energy !== undefined && more.length === 0 ? { time, values: [energy] } : null;
  };
}

/** `"140","2015-02-02 14:19:00",23.7,26.272,585.2,749.2,0.00476416302416414,1`; the last column is the truth, not measured. */
export const officeLine: LineReader = (line) => {
  const [, time, ...numbers] = line.replaceAll('"', '').split(',');
  return time !== undefined && numbers.length === 6 ? { time, values: numbers.slice(0, 5) } : null;
};

/** The platform stores the years 1970 to 2099. */
const lastMoment = Date.UTC(2100, 0, 1) - 1;

/** A date and time by a clock that is `utcOffsetMs` ahead of UTC; null when the calendar or the platform has no such moment. */
export function momentOf(text: string, utcOffsetMs: number): number | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return null;
  const [, day = '', time = '', fraction = ''] = match;
  const iso = `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const moment = Date.parse(iso);
  // Written back it must be the same: 30 February would come back as 2 March.
  if (Number.isNaN(moment) || new Date(moment).toISOString() !== iso) return null;
  const utc = moment - utcOffsetMs;
  return utc >= 0 && utc <= lastMoment ? utc : null;
}

/** A decimal number the platform can store as it is; null for anything else. */
export function decimalOf(text: string): number | null {
  const trimmed = text.trim();
  if (!/\d/.test(trimmed) || /[^\d.eE+-]/.test(trimmed)) return null;
  const value = Number(trimmed);
  const inexact = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
  return Number.isFinite(value) && !inexact ? value : null;
}

function readLine(line: string, reader: LineReader, utcOffsetMs: number): { timeMs: number; values: number[] } | null {
  const parts = reader(line);
  const timeMs = parts && momentOf(parts.time, utcOffsetMs);
  const values = parts?.values.map(decimalOf) ?? [];
  return timeMs !== null && values.every((value) => value !== null) ? { timeMs, values } : null;
}

/** Everything a file says. @param file as it is named in reports. */
export function readSource(
  file: string,
  text: string,
  reader: LineReader,
  utcOffsetMs: number,
): { readings: ExpectedReading[]; unreadable: UnreadableRow[] } {
  const readings: ExpectedReading[] = [];
  const unreadable: UnreadableRow[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, raw] of lines.entries()) {
    if (index === 0) continue;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const reading = readLine(line, reader, utcOffsetMs);
    if (reading) readings.push({ file, row: index + 1, ...reading });
    else unreadable.push({ file, row: index + 1, text: line });
  }
  return { readings, unreadable };
}
