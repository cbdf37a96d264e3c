/**
 * kill -9 at random moments. This process keeps the ledger of what the core acknowledged; afterwards every
 * acknowledged reading is there exactly once, and a collection is there whole or not at all.
 * VALVOMO_KILL_ROUNDS=100 makes it a night's work.
 */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { openConnection, type Connection } from '../db/database.ts';
import { openMigrated } from '../db/migrate.ts';
import { openTenantDatabase } from '../db/tenant-database.ts';
import { tenantApplicationId, tenantMigrations } from '../db/migrations/tenant.ts';
import { loadMeasurementMemory, loadSeries } from '../measurements/opening/load-measurements.ts';
import { MeasurementMemory } from '../measurements/measurement-memory.ts';
import { measurementRows } from '../measurements/rows/measurement-rows.ts';
import { SeriesMemory } from '../measurements/series-memory.ts';
import { adminPassword, launchCore, startCore, type CoreProcess } from './core-process.ts';
import { WireClient } from './wire-client.ts';

const rounds = Number(process.env['VALVOMO_KILL_ROUNDS'] ?? '4');
const sets = ['deviceListener.applications=true', 'limits.enabled=false'];
const collectionType = { 'content-type': 'application/vnd.com.nsn.cumulocity.measurementcollection+json' };
const writers = 6;
/** Each reading's value is a number of its own, so that it can be found again. */
const batchSize = 10;

/** What is known of a request: acknowledged, or perhaps stored. */
interface Ledger {
  acknowledged: number[][];
  unknown: { values: number[]; key: string }[];
  next: number;
}

function client(core: CoreProcess): WireClient {
  return new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
}

/** Beside the value that is looked for: so wide that a few hundred make a block, and blocks are being written when the core is killed. */
const filling = Object.fromEntries(Array.from({ length: 23 }, (_, index) => [`filling${index}`, { value: index / 10 }]));

function measurement(source: string, value: number, timeMs: number): unknown {
  return { source: { id: source }, type: 't', time: new Date(timeMs).toISOString(), f: { s: { value }, ...filling } };
}

/** One request of `size` readings, under a key so that it may be repeated. */
function post(core: CoreProcess, source: string, values: number[], key: string, startMs: number) {
  const measurements = values.map((value) => measurement(source, value, startMs + value));
  const headers = { 'idempotency-key': key };
  if (measurements.length === 1) return client(core).post('/measurement/measurements', measurements[0], headers);
  return client(core).post('/measurement/measurements', { measurements }, { ...headers, ...collectionType });
}

/** Post until the core is gone. */
async function writeUntilGone(core: CoreProcess, source: string, ledger: Ledger, startMs: number): Promise<void> {
  for (;;) {
    const size = ledger.next % 3 === 0 ? 1 : batchSize;
    const values = Array.from({ length: size }, () => ledger.next++);
    const key = `k${values[0]}`;
    try {
      const answer = await post(core, source, values, key, startMs);
      expect(answer.status).toBe(201);
      ledger.acknowledged.push(values);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      ledger.unknown.push({ values, key });
      return;
    }
  }
}

/** All values of a source with how often each is there. */
async function readAll(core: CoreProcess, source: string): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (let page = 1; ; page += 1) {
    const { body } = await client(core).get(`/measurement/measurements?source=${source}&pageSize=2000&currentPage=${page}`);
    const { measurements } = body as { measurements: { f: { s: { value: number } } }[] };
    for (const { f } of measurements) found.set(f.s.value, (found.get(f.s.value) ?? 0) + 1);
    if (measurements.length < 2000) return found;
  }
}

async function createDevice(core: CoreProcess): Promise<string> {
  const answer = await client(core).post('/inventory/managedObjects', { name: 'd', c8y_IsDevice: {} });
  return (answer.body as { id: string }).id;
}

function expectLedger(found: Map<number, number>, ledger: Ledger): void {
  const lost = ledger.acknowledged.flat().filter((value) => !found.has(value));
  const twice = [...found].filter(([, count]) => count > 1).map(([value]) => value);
  const torn = ledger.unknown.filter(({ values }) => new Set(values.map((value) => found.has(value))).size > 1);
  expect({ lost, twice, torn }).toEqual({ lost: [], twice: [], torn: [] });
  const known = new Set([...ledger.acknowledged.flat(), ...ledger.unknown.flatMap(({ values }) => values)]);
  expect([...found.keys()].filter((value) => !known.has(value))).toEqual([]);
}

/** Repeat every request whose outcome is unknown, under its key: then each must be there exactly once. */
async function repeatUnknown(core: CoreProcess, source: string, ledger: Ledger, startMs: number): Promise<void> {
  for (const { values, key } of ledger.unknown.splice(0)) {
    expect((await post(core, source, values, key, startMs)).status).toBe(201);
    ledger.acknowledged.push(values);
  }
}

function tenantFile(dataDir: string): string {
  const folder = join(dataDir, 'tenants', 'main');
  expect(readdirSync(folder)).toContain('tenant.db');
  return join(folder, 'tenant.db');
}

/** Wait until a file of this name appears in the folder. */
function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(join(folder, name))) return;
      watcher.close();
      resolve();
    });
  });
}

/** Tables of a file that hold rows, with the columns they have. */
function tablesOf(connection: Connection): Map<string, string[]> {
  const names = connection.execute<{ name: string }>({ sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", parameters: [] });
  const columnsOf = (table: string) => connection.execute<{ name: string }>({ sql: `SELECT name FROM pragma_table_info('${table}')`, parameters: [] });
  return new Map(names.map(({ name }) => [name, columnsOf(name).map((column) => column.name)]));
}

/** Measurements as the first version stored them, a row each. */
function oldRowsOf(folder: string): (number | Uint8Array | string | null)[][] {
  const database = openTenantDatabase(folder);
  const memory = new MeasurementMemory();
  loadMeasurementMemory(database, memory);
  loadSeries(database, memory, new SeriesMemory());
  const rows = Array.from(measurementRows(database, memory, {}, false), ({ source, timeMs, ordinal, shape, samples, extras }) => {
    return [source, timeMs, ordinal, shape, new Uint8Array(Float64Array.from(samples).buffer), extras];
  });
  void database.close();
  return rows;
}

/** Take the file back to the first schema, as an older version would have left it. */
function downgrade(path: string): void {
  const rows = oldRowsOf(join(path, '..'));
  const old = `${path}.old`;
  const first = openMigrated(old, tenantApplicationId, tenantMigrations.slice(0, 1));
  first.exec(`PRAGMA foreign_keys = OFF; ATTACH '${path}' AS now`);
  for (const [table, columns] of tablesOf(first)) {
    const listed = columns.join(', ');
    first.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} (${listed}) SELECT ${listed} FROM now.${table}`);
  }
  for (const parameters of rows) first.execute({ sql: 'INSERT INTO measurements VALUES (?, ?, ?, ?, ?, ?)', parameters });
  first.exec('DETACH now');
  first.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(old, path);
}

/** Sealed measurements in the file that were taken before a moment, counted from outside the core. */
function countSealed(path: string, beforeMs: number): number {
  const connection = openConnection(path, 'read', tenantApplicationId);
  const rows = connection.get<{ total: number }>({ sql: 'SELECT coalesce(sum(count), 0) AS total FROM measurement_blocks WHERE to_ms < ?', parameters: [beforeMs] });
  connection.close();
  return rows?.total ?? 0;
}

test('acknowledged readings survive kill -9 at any moment, also during migration and retention', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-kill-'));
  const startMs = Date.now() - 24 * 60 * 60_000;
  const ledger: Ledger = { acknowledged: [], unknown: [], next: 0 };
  let core = await startCore(dataDir, { sets });
  const source = await createDevice(core);

  for (let round = 0; round < rounds; round += 1) {
    const writing = Array.from({ length: writers }, () => writeUntilGone(core, source, ledger, startMs));
    const doomed = core;
    setTimeout(() => void doomed.kill(), 50 + Math.random() * 400);
    await Promise.all(writing);
    await core.kill();
    core = await startCore(dataDir, { sets });
    expectLedger(await readAll(core, source), ledger);
    await repeatUnknown(core, source, ledger, startMs);
    expectLedger(await readAll(core, source), ledger);
  }
  expect(ledger.acknowledged.length).toBeGreaterThan(rounds);
  expect(await core.stop()).toBe(0);

  // During migration: the copy lies beside the file while it is being made.
  const path = tenantFile(dataDir);
  downgrade(path);
  const migrating = appears(join(path, '..'), 'tenant.db.migrating');
  const launched = launchCore(dataDir, { sets });
  launched.ready.catch(() => undefined);
  await migrating;
  launched.process.kill('SIGKILL');
  core = await startCore(dataDir, { sets });
  expectLedger(await readAll(core, source), ledger);

  // During retention: readings of twenty days ago go, those of yesterday stay.
  const old: Ledger = { acknowledged: [], unknown: [], next: ledger.next };
  const oldMs = Date.now() - 20 * 24 * 60 * 60_000;
  for (let batch = 0; batch < 150; batch += 1) {
    const values = Array.from({ length: 300 }, () => old.next++);
    expect((await post(core, source, values, `old${batch}`, oldMs)).status).toBe(201);
    old.acknowledged.push(values);
  }
  await core.stop();
  const keeping = [...sets, 'retention.measurementDays=10'];
  const recentMs = Date.now() - 15 * 24 * 60 * 60_000;
  const sealed = countSealed(path, recentMs);
  expect(sealed).toBeGreaterThan(40_000);
  const cleaning = launchCore(dataDir, { sets: keeping });
  cleaning.ready.catch(() => undefined);
  await expect.poll(() => countSealed(path, recentMs), { interval: 1, timeout: 20_000 }).toBeLessThan(sealed);
  cleaning.process.kill('SIGKILL');
  await new Promise((resolve) => cleaning.process.once('exit', resolve));
  expect(countSealed(path, recentMs), 'retention was under way when it was killed').toBeGreaterThan(0);
  core = await startCore(dataDir, { sets: keeping });
  const expired = new Set(old.acknowledged.flat());
  await expect.poll(async () => [...(await readAll(core, source)).keys()].filter((value) => expired.has(value)).length, { timeout: 20_000 }).toBe(0);
  expectLedger(await readAll(core, source), ledger);
  await core.stop();
}, 120_000);
