import fc from 'fast-check';
import { expect, test } from 'vitest';

import { msOfSerial, readParquet, readWorkbook } from '../testing/read-tables.ts';
import { ParquetTable } from './parquet-table.ts';
import type { TableHeads, TableRow, TableWriter } from './table-writer.ts';
import { columnName, sheetName } from './xlsx-parts.ts';
import { XlsxTable } from './xlsx-table.ts';
import { ZipStream } from './zip-stream.ts';

const heads: TableHeads = { local: 'Local time, Helsinki', utc: 'UTC', columns: ['Freezer <2> & "door", °C', '=1+1'] };
const hour = 3_600_000;
const noTurn = () => Promise.resolve();

const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (Object.is(one, -0) ? 0 : one)), { nil: null });
const rows = fc
  .array(fc.record({ gap: fc.nat({ max: 2 * hour }), values: fc.tuple(value, value) }), { maxLength: 60 })
  .map((all) => {
    let timeMs = 1_760_000_000_000;
    return all.map(({ gap, values }): TableRow => ({ timeMs: (timeMs += gap), localMs: timeMs + 2 * hour, values }));
  });

/** Add rows, taking bytes now and then; where `stops` says so a new writer goes on from what the old one knew. */
async function written(make: (state: unknown) => TableWriter, all: readonly TableRow[], stops: readonly boolean[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let table = make(undefined);
  for (const [index, row] of all.entries()) {
    table.add(row);
    const stop = stops[index] ?? false;
    if (index % 3 === 0 || stop) parts.push(await table.take(noTurn, stop));
    if (stop) table = make(JSON.parse(JSON.stringify(table.state())));
  }
  parts.push(await table.end(noTurn));
  return Buffer.concat(parts);
}

test('a workbook holds every row as it was, over as many sheets as it takes, whatever stops it on the way', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 2, max: 30 }), async (all, stops, mostRows) => {
      const bytes = await written((state) => new XlsxTable(heads, 'Freezer: rooms', state, mostRows), all, stops);
      const sheets = readWorkbook(bytes);
      const [first] = sheets;
      expect(first?.name).toBe('Freezer  rooms');
      expect(sheets.map((sheet) => sheet.rows[0])).toEqual(sheets.map(() => [heads.local, heads.utc, ...heads.columns]));
      expect(sheets.every((sheet) => sheet.rows.length <= mostRows)).toBe(true);
      const read = sheets.flatMap((sheet) => sheet.rows.slice(1)).map(([local, utc, ...cells]) => ({ localMs: msOfSerial(local), timeMs: msOfSerial(utc), values: [cells[0] ?? null, cells[1] ?? null] }));
      expect(read).toEqual(all.map(({ localMs, timeMs, values }) => ({ localMs, timeMs, values: [...values] })));
    }),
    { numRuns: 60 },
  );
});

test('a Parquet file holds every row with its type, in groups', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      const { rows: read } = await readParquet(await written(() => new ParquetTable(heads), all, []));
      const [first, second] = heads.columns;
      expect(read).toEqual(
        all.map(({ timeMs, localMs, values }) => ({ [heads.local]: new Date(localMs), [heads.utc]: new Date(timeMs), [first ?? '']: values[0], [second ?? '']: values[1] })),
      );
    }),
    { numRuns: 60 },
  );
});

test('a long Parquet file is written a group at a time, with a turn for others after each column', async () => {
  const table = new ParquetTable({ local: 'Time', utc: 'Time', columns: ['°C'] });
  const parts: Uint8Array[] = [];
  let turns = 0;
  for (let index = 0; index < 45_000; index += 1) {
    table.add({ timeMs: index, localMs: index, values: [index / 10] });
    if (index % 1000 === 0) parts.push(await table.take(() => Promise.resolve(void (turns += 1)), false));
  }
  expect(turns).toBe(6);
  const { rows: read, groups } = await readParquet(Buffer.concat([...parts, await table.end(noTurn)]));
  expect(groups).toBe(3);
  expect(read.every((row, index) => row['°C'] === index / 10 && (row['Time (2)'] as Date).getTime() === index)).toBe(true);
  expect(read).toHaveLength(45_000);
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %d is called %s', (index, name) => expect(columnName(index)).toBe(name));

test.each([
  ['Freezer rooms, 1.11. to 30.11.2026', 1, 'Freezer rooms, 1.11. to 30.11.2'],
  ['Freezer rooms, 1.11. to 30.11.2026', 12, 'Freezer rooms, 1.11. to 30 (12)'],
  ["'[a/b]*?'", 1, 'a b'],
  ['::', 2, '1 (2)'],
])('the sheet of %s, number %d, is called %s', (title, number, name) => expect(sheetName(title, number)).toBe(name));

test('an archive beyond 4 GB says where its files begin in fields of eight bytes', async () => {
  const far = 5 * 2 ** 30;
  const zip = new ZipStream({ offset: far, entries: [], open: null });
  await zip.file('a.xml', 'text');
  const end = Buffer.from(zip.finish());
  expect(end.readUInt32LE(42)).toBe(0xffff_ffff);
  const extra = 46 + 'a.xml'.length;
  expect([end.readUInt16LE(extra), end.readBigUInt64LE(extra + 4)]).toEqual([1, BigInt(far)]);
  expect(end.indexOf(Buffer.from([0x50, 0x4b, 6, 6]))).toBeGreaterThan(0);
  expect(end.indexOf(Buffer.from([0x50, 0x4b, 6, 7]))).toBeGreaterThan(0);
});
