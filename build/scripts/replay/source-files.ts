/** Reading source files, plain or gzipped, without holding more than a piece of them. */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { parseRow, type Reading, type RowFormat } from './source-rows.ts';
import { Trouble } from './trouble.ts';

/** A row that holds no reading. */
export interface BadRow {
  file: string;
  /** Line number in the file; the header is line 1. */
  row: number;
  reason: string;
}

/** The file itself or its gzipped form under `folder`; null when neither is there. */
export function findSource(folder: string, path: string): string | null {
  const plain = join(folder, path);
  return [plain, `${plain}.gz`].find((candidate) => existsSync(candidate)) ?? null;
}

function openText(file: string): Readable {
  const bytes = createReadStream(file);
  if (!file.endsWith('.gz')) return bytes.setEncoding('utf8');
  // pipeline hands a failure of either on to the reader and closes both.
  return pipeline(bytes, createGunzip(), () => undefined).setEncoding('utf8');
}

/** The lines of a file, a piece at a time; the last one may lack its line end. */
async function* linePieces(file: string): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of openText(file)) {
    const lines = `${rest}${String(chunk)}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}

function requireHeader(file: string, line: string | undefined, format: RowFormat): void {
  if (line === format.header) return;
  throw new Trouble('source', `${file}: the first line should be '${format.header}', so this is not the file it should be`);
}

/**
 * The readings of a file in file order.
 * @param onBad called for each row without a reading.
 * @throws Trouble 'source' when the header is another one.
 */
export async function* readingsOf(file: string, format: RowFormat, onBad: (bad: BadRow) => void): AsyncGenerator<Reading> {
  let row = 0;
  for await (const lines of linePieces(file)) {
    for (const line of lines) {
      row += 1;
      if (row === 1) requireHeader(file, line, format);
      else {
        const parsed = parseRow(line, format);
        if ('bad' in parsed) onBad({ file, row, reason: parsed.bad });
        else yield parsed.reading;
      }
    }
  }
  if (row === 0) requireHeader(file, undefined, format);
}
