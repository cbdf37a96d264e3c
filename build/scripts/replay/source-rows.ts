/**
 * Rows of the source files, turned into readings. Nothing is repaired: a row whose time or number cannot be
 * read is bad and stays out, with its reason. Repeated times are readings like any other.
 */
import { earliestTimeMs, latestTimeMs, parseInstant } from '#contract/time.ts';

/** One moment of a source: a value for each of its series, in the set's order. */
export interface Reading {
  /** Source time, ms since 1970 UTC. */
  timeMs: number;
  values: number[];
}

export type ParsedRow = { reading: Reading } | { bad: string };

/** How the rows of one kind of file are read. */
export interface RowFormat {
  /** The first line, exactly. */
  header: string;
  fields: number;
  timeField: number;
  valueFields: readonly number[];
  /** UTC offset of the source's clock, such as `Z` or `+01:00`. */
  zone: string;
  /** A column whose text must be the same in every row. */
  fixed?: { field: number; text: string };
}

const timePattern = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:[0-5]\d(\.\d{1,9})?$/;
const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const shownLength = 40;

function shown(text: string): string {
  return `'${text.slice(0, shownLength)}'`;
}

function splitQuoted(line: string): string[] {
  const fields: string[] = [];
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  for (const [, quoted, plain] of line.matchAll(pattern)) fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  return fields;
}

/** The fields of a line of comma-separated values; quotes around a field are taken off. */
export function splitFields(line: string): string[] {
  return line.includes('"') ? splitQuoted(line) : line.split(',');
}

/** Integers beyond 2^53 written out digit by digit would be stored as others, so the core refuses them. */
function isStorable(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Math.abs(value) <= Number.MAX_SAFE_INTEGER || Math.abs(value) >= 1e21);
}

/** A decimal number with blanks around it allowed; null for any other text, such as `Null`. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  const value = numberPattern.test(trimmed) ? Number(trimmed) : NaN;
  return isStorable(value) ? value : null;
}

/** `2013-12-02 21:15:00` by the source's clock, within the years the core takes; null for any other text. */
function parseTime(text: string, zone: string): number | null {
  const timeMs = timePattern.test(text) ? parseInstant(`${text}${zone}`) : null;
  return timeMs !== null && timeMs >= earliestTimeMs && timeMs <= latestTimeMs ? timeMs : null;
}

function parseValues(fields: readonly string[], format: RowFormat): number[] | { bad: string } {
  const values: number[] = [];
  for (const field of format.valueFields) {
    const text = fields[field] ?? '';
    const value = parseNumber(text);
    if (value === null) return { bad: `${shown(text.trim())} is no number that can be stored` };
    values.push(value);
  }
  return values;
}

/**
 * One line after the header.
 * @returns the reading, or why there is none in it.
 */
export function parseRow(line: string, format: RowFormat): ParsedRow {
  const fields = splitFields(line);
  if (fields.length !== format.fields) return { bad: `${fields.length} fields instead of ${format.fields}` };
  const { fixed } = format;
  if (fixed && fields[fixed.field] !== fixed.text) return { bad: `belongs to ${shown(fields[fixed.field] ?? '')}, not to '${fixed.text}'` };
  const timeText = (fields[format.timeField] ?? '').trim();
  const timeMs = parseTime(timeText, format.zone);
  if (timeMs === null) return { bad: `${shown(timeText)} is no date and time between 1970 and 2099` };
  const values = parseValues(fields, format);
  return 'bad' in values ? values : { reading: { timeMs, values } };
}
