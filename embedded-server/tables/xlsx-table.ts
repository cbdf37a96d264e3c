/** Readings as a workbook: times as times, numbers as numbers, further sheets where one is full. */
import { z } from 'zod';

import type { TableHeads, TableRow, TableWriter, Turn } from './table-writer.ts';
import { columnName, escaped, serialOf, sheetEnd, sheetName, sheetPath, sheetStart, style, workbookParts } from './xlsx-parts.ts';
import { ZipStream, zipStateSchema } from './zip-stream.ts';

/** Rows a sheet can have, the heads among them. */
export const mostSheetRows = 1_048_576;
/** Text that is worth packing. */
const worthPacking = 256 * 1024;

const stateSchema = z.object({
  zip: zipStateSchema,
  /** Sheets so far, and rows in the last one. */
  sheets: z.number(),
  rows: z.number(),
});
type XlsxState = z.infer<typeof stateSchema>;

export class XlsxTable implements TableWriter {
  readonly #heads: TableHeads;
  readonly #title: string;
  readonly #mostRows: number;
  readonly #columns: string[];
  readonly #zip: ZipStream;
  #sheets: number;
  #rows: number;
  /** Rows that were not packed yet. */
  #text = '';
  /** Texts and ends of sheets that have become full since the last {@link take}. */
  #full: string[] = [];

  /** @param state what {@link state} gave, to go on from. @param mostRows of a sheet. */
  constructor(heads: TableHeads, title: string, state: unknown, mostRows = mostSheetRows) {
    const known: XlsxState | undefined = state === undefined ? undefined : stateSchema.parse(state);
    this.#heads = heads;
    this.#title = title;
    this.#mostRows = mostRows;
    this.#columns = Array.from({ length: heads.columns.length + 2 }, (_, index) => columnName(index));
    this.#zip = new ZipStream(known?.zip);
    this.#sheets = known?.sheets ?? 0;
    this.#rows = known?.rows ?? mostRows;
  }

  add({ timeMs, localMs, values }: TableRow): void {
    if (this.#rows === this.#mostRows) this.#beginSheet();
    this.#rows += 1;
    const row = this.#rows;
    let cells = `<c r="A${row}" s="${style.local}"><v>${serialOf(localMs)}</v></c><c r="B${row}" s="${style.utc}"><v>${serialOf(timeMs)}</v></c>`;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? null;
      if (value !== null) cells += `<c r="${this.#columns[index + 2]}${row}"><v>${value}</v></c>`;
    }
    this.#text += `<row r="${row}">${cells}</row>`;
  }

  async take(_turn: Turn, all: boolean): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (const text of this.#full) parts.push(...(await this.#packed(text)), this.#zip.end());
    this.#full = [];
    if (this.#text !== '' && (all || this.#text.length >= worthPacking)) {
      parts.push(...(await this.#packed(this.#text)));
      this.#text = '';
    }
    return Buffer.concat(parts);
  }

  state(): XlsxState {
    return { zip: this.#zip.state, sheets: this.#sheets, rows: this.#rows };
  }

  async end(turn: Turn): Promise<Uint8Array> {
    if (this.#sheets === 0) this.#beginSheet();
    this.#endSheet();
    const parts = [await this.take(turn, true)];
    const names = Array.from({ length: this.#sheets }, (_, index) => sheetName(this.#title, index + 1));
    for (const [name, text] of workbookParts(names)) parts.push(await this.#zip.file(name, text));
    return Buffer.concat([...parts, this.#zip.finish()]);
  }

  #beginSheet(): void {
    if (this.#sheets > 0) this.#endSheet();
    this.#sheets += 1;
    this.#rows = 1;
    const heads = [this.#heads.local, this.#heads.utc, ...this.#heads.columns];
    const cells = heads.map((head, index) => `<c r="${this.#columns[index]}1" s="${style.head}" t="inlineStr"><is><t xml:space="preserve">${escaped(head)}</t></is></c>`);
    this.#text = `${sheetStart(heads.length)}<row r="1">${cells.join('')}</row>`;
  }

  #endSheet(): void {
    this.#full.push(this.#text + sheetEnd);
    this.#text = '';
  }

  /** Text of the sheet that is under way in the archive, or of the next one. */
  async #packed(text: string): Promise<Uint8Array[]> {
    const { open, entries } = this.#zip.state;
    const begun = open ? [] : [this.#zip.begin(sheetPath(entries.length + 1))];
    return [...begun, await this.#zip.add(Buffer.from(text))];
  }
}
