/** Readings as a file, made by a job on a real tenant. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { withoutGuard } from '#contract/csv.ts';

import { findJob } from '../jobs/job-store.ts';
import { msOfSerial, readParquet, readWorkbook } from '../testing/read-tables.ts';
import { TestSite } from '../testing/test-site.ts';
import { startJob } from './job-changes.ts';
import { JobRunner } from './job-runner.ts';
import { replaceDevice } from './replacement.ts';
import { updateSite } from './site-changes.ts';
import { trendExport, withSteps } from './trend-export.ts';

const minute = 60_000;
let site: TestSite;
let runner: JobRunner;
let freezer: number;

async function startRunner(): Promise<void> {
  runner = new JobRunner(site.tenant, [trendExport]);
  await site.tenant.database.idle();
}
async function stopRunner(): Promise<void> {
  runner.cancel();
  await runner.idle();
}

beforeEach(async () => {
  site = new TestSite();
  await updateSite(site.tenant, { name: 'Koivula', timeZone: 'Europe/Helsinki' }, 'anna');
  freezer = await site.addObject('Freezer room 2');
  await startRunner();
});
afterEach(async () => {
  await stopRunner();
  await site.end();
});

const idOf = (fragment: string): string => String(site.tenant.series.ofDevice(freezer).find((one) => one.fragment === fragment)?.id);
const row = (id: number) => site.tenant.database.readFirst(findJob(id));
const textOf = (id: number): string => readFileSync(join(site.tenant.folder, 'jobs', `${id}.whole`), 'utf8');
/** Lines of cells; only for files whose cells hold no line ends. */
const cellsOf = (id: number, separator = ','): string[][] =>
  textOf(id)
    .replace('\ufeff', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g'))].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));

function exported(more: Partial<Parameters<typeof trendExport.titleOf>[0] & object> = {}): Promise<number> {
  const parameters = {
    title: 'Freezer room 2',
    columns: [{ seriesId: idOf('air'), head: 'Freezer room 2, Air temperature, °C' }],
    fromMs: 0,
    toMs: site.clock.now() + 1,
    format: 'csv' as const,
    fileName: 'freezer.csv',
    heads: { local: 'Local time, Helsinki', utc: 'UTC' },
    separator: ',' as const,
    decimalComma: false,
    ...more,
  };
  return startJob(site.tenant, trendExport, withSteps(site.tenant, parameters), 'anna');
}

test('every reading with its local and its UTC time, also in the hour that comes twice', async () => {
  const change = Date.parse('2026-10-25T00:30:00Z');
  await site.record(freezer, ['air', 'temperature', '°C'], [[change, -21.5], [change + 60 * minute, -20], [change + 61 * minute + 250, -19.25]]);
  await site.record(freezer, ['door', 'contact', null], [[change, 1]]);
  const id = await exported({ columns: [{ seriesId: idOf('air'), head: 'Air, °C' }, { seriesId: idOf('door'), head: 'Door' }] });
  await runner.idle();
  expect(cellsOf(id)).toEqual([
    ['Local time, Helsinki', 'UTC', 'Air, °C', 'Door'],
    ['2026-10-25 03:30:00', '2026-10-25T00:30:00.000Z', '-21.5', '1'],
    ['2026-10-25 03:30:00', '2026-10-25T01:30:00.000Z', '-20', ''],
    ['2026-10-25 03:31:00.250', '2026-10-25T01:31:00.250Z', '-19.25', ''],
  ]);
  expect(row(id)).toMatchObject({ state: 'done', failure: null, counts: '{"lines":3}' });
  expect(textOf(id).startsWith('\ufeff')).toBe(true);
});

test('a name that a spreadsheet would run is a text, and comes back as it was', async () => {
  await site.record(freezer, ['air', 'temperature', '°C'], [[site.clock.now(), -5]]);
  const head = '=HYPERLINK("http://evil";"x"), °C';
  const id = await exported({ columns: [{ seriesId: idOf('air'), head }] });
  await runner.idle();
  const [heads, first] = cellsOf(id);
  expect(heads?.[2]).toBe(`'${head}`);
  expect(withoutGuard(heads?.[2] ?? '')).toBe(head);
  expect(first?.[2]).toBe('-5');
});

test('Finnish spreadsheets: decimal comma and semicolons', async () => {
  await site.record(freezer, ['air', 'temperature', '°C'], [[site.clock.now(), -5.25]]);
  const id = await exported({ separator: ';', decimalComma: true });
  await runner.idle();
  expect(cellsOf(id, ';')[1]?.[2]).toBe('-5,25');
});

test('no cap: far more readings than any page holds, all of them; a stop in between changes nothing', async () => {
  const start = site.clock.now() - 60_000 * minute;
  const readings = Array.from({ length: 45_000 }, (_, index): [number, number] => [start + index * minute, index]);
  for (let from = 0; from < readings.length; from += 15_000) await site.record(freezer, ['air', 'temperature', '°C'], readings.slice(from, from + 15_000));
  const id = await exported({ fromMs: start + minute, toMs: start + 44_999 * minute });
  while ((row(id)?.checkpoint ?? null) === null) await new Promise(setImmediate);
  await stopRunner();
  await site.restart();
  await startRunner();
  await runner.idle();
  const values = cellsOf(id).slice(1).map((cells) => Number(cells[2]));
  expect(values).toHaveLength(44_998);
  expect(values.every((value, index) => value === index + 1)).toBe(true);
  expect(row(id)).toMatchObject({ state: 'done', resumes: 1 });
});

test.each(['xlsx', 'parquet'] as const)('%s: every reading, as numbers and times; a stop in between changes nothing', async (format) => {
  const start = Date.parse('2026-03-29T00:00:00Z');
  const readings = Array.from({ length: 42_000 }, (_, index): [number, number] => [start + index * minute, index / 10]);
  for (let from = 0; from < readings.length; from += 14_000) await site.record(freezer, ['air', 'temperature', '°C'], readings.slice(from, from + 14_000));
  const id = await exported({ format, fileName: `freezer.${format}`, toMs: start + 60_000 * minute });
  const isUnderWay = () => (format === 'xlsx' ? (row(id)?.checkpoint ?? null) !== null : [...site.tenant.jobs.all()].some((job) => job.id === id && job.done > 0));
  while (!isUnderWay()) await new Promise(setImmediate);
  await stopRunner();
  await site.restart();
  await startRunner();
  await runner.idle();
  expect(row(id)).toMatchObject({ state: 'done', resumes: 1, counts: '{"lines":42000}' });
  const bytes = readFileSync(join(site.tenant.folder, 'jobs', `${id}.whole`));
  const read = format === 'xlsx' ? fromWorkbook(bytes) : await fromParquet(bytes);
  expect(read).toEqual(readings.map(([timeMs, value]) => [timeMs + (timeMs < start + 60 * minute ? 2 : 3) * 60 * minute, timeMs, value]));
});

function fromWorkbook(bytes: Buffer): (number | null)[][] {
  const [sheet] = readWorkbook(bytes);
  return (sheet?.rows.slice(1) ?? []).map(([local, utc, value]) => [msOfSerial(local), msOfSerial(utc), Number(value)]);
}

async function fromParquet(bytes: Buffer): Promise<unknown[][]> {
  const { rows } = await readParquet(bytes);
  return rows.map((cells) => Object.values(cells).map((cell) => (cell instanceof Date ? cell.getTime() : cell)));
}

test('a series that is gone fails with a reason people understand', async () => {
  const id = await exported({ columns: [{ seriesId: '4711', head: 'x' }] });
  await runner.idle();
  expect(row(id)).toMatchObject({ state: 'failed', failure: 'not-found' });
});

test('an exchanged counter has two columns: the readings as they came, and what was counted in all', async () => {
  const startMs = site.clock.now() - 60 * minute;
  await site.record(freezer, ['water', 'volume', 'm³'], [[startMs, 1_487], [startMs + minute, 1_488]]);
  await replaceDevice(site.tenant, String(freezer), null, 'anna', [{ fragment: 'water', series: 'volume', lastOld: 1_488.5, firstNew: 0 }]);
  await site.record(freezer, ['water', 'volume', 'm³'], [[startMs + 2 * minute, 0.5]]);
  const columns = [{ seriesId: idOf('water'), head: 'Water, m³' }];
  const heads = { local: 'Local time', utc: 'UTC' };
  const id = await exported({ columns, heads: { ...heads, continued: 'counted on' } });
  const plain = await exported({ columns, heads });
  await runner.idle();
  expect(cellsOf(id).map((cells) => cells.slice(2))).toEqual([['Water, m³', 'Water, m³, counted on'], ['1487', '1487'], ['1488', '1488'], ['0.5', '1489']]);
  expect(cellsOf(plain).map((cells) => cells.slice(2))).toEqual([['Water, m³'], ['1487'], ['1488'], ['0.5']]);
});
