import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, expect, test } from 'vitest';

import { collect } from './collect.ts';
import { findSource, readingsOf, type BadRow } from './source-files.ts';
import type { RowFormat } from './source-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'valvomo-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const format: RowFormat = { header: 'timestamp,value', fields: 2, timeField: 0, valueFields: [1], zone: 'Z' };

function source(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

async function read(file: string): Promise<{ values: number[]; bad: BadRow[] }> {
  const bad: BadRow[] = [];
  const readings = await collect(readingsOf(file, format, (row) => bad.push(row)));
  return { values: readings.flatMap((reading) => reading.values), bad };
}

const day = Date.UTC(2014, 0, 1);
const rowAt = (index: number) => `${new Date(day + index * 1000).toISOString().slice(0, 19).replace('T', ' ')},${index}`;

test.each(['long.csv', 'long.csv.gz'])('every row of %s is read, however the pieces fall', async (name) => {
  const rows = Array.from({ length: 20_000 }, (_, index) => rowAt(index));
  const { values, bad } = await read(source(name, ['timestamp,value', ...rows].join('\n')));
  expect(bad).toEqual([]);
  expect(values).toEqual(rows.map((_, index) => index));
});

test('bad rows are named by file and line, and the others are read', async () => {
  const file = source('bad.csv', `timestamp,value\r\n${rowAt(1)}\r\n\r\n2014-01-01 00:00:02,Null\r\n${rowAt(3)}\r\n`);
  const { values, bad } = await read(file);
  expect(values).toEqual([1, 3]);
  expect(bad).toEqual([
    { file, row: 3, reason: '1 fields instead of 2' },
    { file, row: 4, reason: "'Null' is no number that can be stored" },
  ]);
});

test.each([
  ['other.csv', 'time;value\n'],
  ['empty.csv', ''],
])('a file without the expected header is refused: %s', async (name, text) => {
  await expect(read(source(name, text))).rejects.toMatchObject({ code: 'source' });
});

test('a gzipped file that is cut off is an error, not a short file', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => rowAt(index));
  const whole = gzipSync(['timestamp,value', ...rows].join('\n'));
  const file = join(folder, 'cut.csv.gz');
  writeFileSync(file, whole.subarray(0, whole.length / 2));
  await expect(read(file)).rejects.toThrow();
});

test('a source is found plain or gzipped', () => {
  const plain = source('plain.csv', '');
  const packed = source('packed.csv.gz', '');
  expect(findSource(folder, 'plain.csv')).toBe(plain);
  expect(findSource(folder, 'packed.csv')).toBe(packed);
  expect(findSource(folder, 'absent.csv')).toBeNull();
});
