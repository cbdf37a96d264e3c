/** Readings as text that spreadsheets open: local time and UTC, a line a moment. */
import { csvLine, csvStart, type CsvSeparator } from '#contract/csv.ts';
import { formatInstant } from '#contract/time.ts';

import type { TableHeads, TableRow, TableWriter } from './table-writer.ts';

export interface CsvForm {
  separator: CsvSeparator;
  decimalComma: boolean;
}

/** "2026-11-19 14:32:08", as spreadsheets take it for a time; fractions only where there are any. */
function localTime(localMs: number): string {
  const text = new Date(localMs).toISOString();
  return text.slice(0, localMs % 1000 === 0 ? 19 : 23).replace('T', ' ');
}

export class CsvTable implements TableWriter {
  readonly #form: CsvForm;
  #text: string;

  /** @param isBegun whether the heads are in the file already. */
  constructor(heads: TableHeads, form: CsvForm, isBegun: boolean) {
    this.#form = form;
    this.#text = isBegun ? '' : csvStart + csvLine([heads.local, heads.utc, ...heads.columns], form.separator);
  }

  add({ timeMs, localMs, values }: TableRow): void {
    const { separator, decimalComma } = this.#form;
    const written = decimalComma ? values.map((value) => (value === null ? null : String(value).replace('.', ','))) : values;
    this.#text += csvLine([localTime(localMs), formatInstant(timeMs), ...written], separator);
  }

  take(): Promise<Uint8Array> {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    return Promise.resolve(bytes);
  }

  /** There is nothing to know but that it has begun. */
  state(): unknown {
    return {};
  }

  end(): Promise<Uint8Array> {
    return this.take();
  }
}
