/** A table of devices as a spreadsheet saves it: encoding, separator, what the columns are, what a row means. Pure. */
import { CsvError, parse } from 'csv-parse/sync';

import { importSeparators, mostImportRows, type ImportField, type ImportOptions, type ImportPreview } from '#contract/console/device-import-calls.ts';
import { withoutGuard } from '#contract/csv.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { JobProblem } from '#contract/jobs.ts';
import { isStorableText } from '#contract/wire.ts';

type Encoding = ImportPreview['encoding'];
type Separator = ImportPreview['separator'];

export interface TableRow {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: string[];
}

export interface Table {
  encoding: Encoding;
  separator: Separator;
  head: TableRow | null;
  rows: TableRow[];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What a file is written in: marks at its beginning, else UTF-8 if it can be that, else what Excel saves in the West. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** The separator that stands most often in the first line, outside of quotes. */
export function separatorOf(text: string): Separator {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"(?:[^"]|"")*"/g, '');
  const [best] = importSeparators.map((separator) => ({ separator, count: first.split(separator).length })).sort((a, b) => b.count - a.count);
  return best?.separator ?? ',';
}

function unreadable(message: string): ExpectedError {
  return new ExpectedError('invalid', message, { fields: { file: message } });
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

function parseRows(text: string, separator: Separator): TableRow[] {
  try {
    const parsed = parse(text, { delimiter: separator, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, info: true, to: mostImportRows + 2, max_record_size: 100_000 });
    return (parsed as unknown as Parsed[]).map(({ record, info }) => {
      const cells = record.map((cell) => withoutGuard(cell).trim());
      // Told is the line a row ends in; cells may hold line ends.
      const inside = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      return { line: info.lines - inside, cells };
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(`the table cannot be read: ${error.message.slice(0, 200)}`);
    throw error;
  }
}

/** @throws ExpectedError 'invalid' when the bytes are no table, or too large a one. */
export function readTable(bytes: Uint8Array, options: Pick<ImportOptions, 'encoding' | 'separator' | 'hasHead'>): Table {
  const encoding = options.encoding ?? encodingOf(bytes);
  // One kind of line end, so that lines are counted the same way everywhere.
  const text = new TextDecoder(encoding).decode(bytes).replaceAll(/\r\n?/g, '\n');
  if (text.includes('\0')) throw unreadable('this is no table of text');
  const separator = options.separator ?? separatorOf(text.replace(/^\ufeff/, ''));
  const all = parseRows(text, separator).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [first, ...others] = all;
  const rows = options.hasHead ? others : all;
  if (rows.length > mostImportRows) throw unreadable(`a table may have ${mostImportRows} rows at most`);
  return { encoding, separator, head: options.hasHead ? (first ?? null) : null, rows };
}

/** Words columns are known by, in the languages of the console and of its own export. */
const knownHeads: Record<ImportField, RegExp> = {
  name: /^(name|device|device name|nimi|laite|laitteen nimi)$/i,
  type: /^(type|kind|device type|tyyppi|laji)$/i,
  group: /^(group|place|location|path|ryhmä|paikka|sijainti)$/i,
  externalIdType: /^(external[ _]id[ _]type|tunnisteen tyyppi)$/i,
  externalId: /^(external[ _]id|serial|serial ?(number|no\.?)|meter number|sarjanumero|tunniste|mittarin numero)$/i,
};

/** What the columns probably are; each field once. */
export function guessMapping(head: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return head.map((name) => {
    const field = (Object.keys(knownHeads) as ImportField[]).find((one) => knownHeads[one].test(name.trim()) && !taken.has(one));
    if (field) taken.add(field);
    return field ?? null;
  });
}

/** A path of groups, from the outside in: `Cold store / Freezer`; `\/` is a slash in a name. */
export function groupPathOf(text: string): string[] {
  const parts = text.split(/(?<!\\)\//);
  return parts.map((part) => part.replaceAll('\\/', '/').replaceAll('\\\\', '\\').trim()).filter((part) => part !== '');
}

export interface DeviceRow {
  line: number;
  name: string;
  type: string | null;
  group: string[];
  externalId: { type: string; externalId: string } | null;
}

const longestName = 120;
const longestId = 1000;
const deepestGroup = 10;

function problem(line: number, reason: string, about: Record<string, string | number> = {}): JobProblem {
  return { reason, about: { line, ...about } };
}

/** What a row means, or what is wrong with it. */
export function deviceRowOf({ line, cells }: TableRow, mapping: readonly (ImportField | null)[], externalIdType: string): DeviceRow | JobProblem {
  const cellOf = (field: ImportField) => cells[mapping.indexOf(field)] ?? '';
  const externalId = cellOf('externalId');
  const name = cellOf('name') || externalId;
  const group = groupPathOf(cellOf('group'));
  if (cells.length > mapping.length) return problem(line, 'too-many-cells', { cells: cells.length, columns: mapping.length });
  if (name === '') return problem(line, 'no-name');
  if ([name, cellOf('type'), ...group].some((text) => text.length > longestName) || externalId.length > longestId) return problem(line, 'too-long');
  if (group.length > deepestGroup) return problem(line, 'too-deep');
  if (![...cells].every(isStorableText)) return problem(line, 'bad-text');
  const type = cellOf('externalIdType') || externalIdType;
  return { line, name, type: cellOf('type') || null, group, externalId: externalId === '' ? null : { type, externalId } };
}

export function isProblem(row: DeviceRow | JobProblem): row is JobProblem {
  return 'reason' in row;
}

/** Rows with the external id of an earlier row of the table are problems too. */
export function* checkedRows(table: Table, mapping: readonly (ImportField | null)[], externalIdType: string): Generator<{ row: TableRow; device: DeviceRow | JobProblem }> {
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const device = deviceRowOf(row, mapping, externalIdType);
    const key = !isProblem(device) && device.externalId ? `${device.externalId.type}\n${device.externalId.externalId}` : null;
    const earlier = key === null ? undefined : seen.get(key);
    if (key !== null && earlier === undefined) seen.set(key, row.line);
    yield { row, device: earlier === undefined ? device : problem(row.line, 'id-twice', { earlier }) };
  }
}
