import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { openMigrated, type Migration } from './migrate.ts';
import { platformApplicationId, platformMigrations } from './migrations/platform.ts';
import { tenantApplicationId, tenantMigrations } from './migrations/tenant.ts';

const applicationId = 0x7e57;
const first: Migration = { number: 1, name: 'first', sql: 'CREATE TABLE a (value INTEGER) STRICT; INSERT INTO a VALUES (1)' };
const second: Migration = { number: 2, name: 'second', sql: 'ALTER TABLE a ADD COLUMN more TEXT' };
const failing: Migration = { number: 2, name: 'failing', sql: 'DELETE FROM a; SELECT no_such_function()' };
let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'valvomo-migrate-')), 'test.db');
});

function open(migrations: Migration[]) {
  return openMigrated(path, applicationId, migrations);
}

function values(migrations: Migration[]): unknown[] {
  const connection = open(migrations);
  const rows = connection.execute({ sql: 'SELECT * FROM a', parameters: [] });
  connection.close();
  return rows;
}

test('a file with content is migrated and keeps it, with the settings made at creation', () => {
  open([first]).close();
  expect(values([first, second])).toEqual([{ value: 1, more: null }]);
  const connection = open([first, second]);
  expect(connection.pragma('user_version')).toBe(2);
  expect(connection.pragma('page_size')).toBe(8192);
  expect(connection.pragma('auto_vacuum')).toBe(2);
  expect(connection.pragma('synchronous')).toBe(2);
  connection.close();
  expect(existsSync(`${path}.migrating`)).toBe(false);
});

test('a file stands under its name only when it is whole, and is for its owner alone', () => {
  expect(() => open([first, failing])).toThrow('no_such_function');
  expect(existsSync(path)).toBe(false);
  open([first, second]).close();
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a migration that fails leaves the file as it was', () => {
  open([first]).close();
  const before = readFileSync(path);
  expect(() => open([first, failing])).toThrow('no_such_function');
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(values([first, second])).toEqual([{ value: 1, more: null }]);
});

test('what an interrupted migration left behind is thrown away', () => {
  open([first]).close();
  writeFileSync(`${path}.migrating`, 'half a copy');
  writeFileSync(`${path}.migrating-wal`, 'half a log');
  expect(values([first, second])).toEqual([{ value: 1, more: null }]);
});

/** A few hundred rows, so that there are pages to damage. */
function fill(): Buffer {
  const connection = open([first]);
  connection.exec('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO a SELECT i FROM n');
  connection.close();
  return readFileSync(path);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let index = at; index < at + 8; index += 1) copy[index] = (copy[index] ?? 0) ^ 0xff;
  return copy;
}

test.each([
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('no database\n'.repeat(2000))],
  ['cut off in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['cut off inside a page', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
  ['damaged in its first page', (bytes: Buffer) => flipped(bytes, 100)],
  ['damaged in its last page', (bytes: Buffer) => flipped(bytes, bytes.length - 8192)],
])('a file that is %s is refused by name and not touched', (_name, damage) => {
  const damaged = damage(fill());
  writeFileSync(path, damaged);
  expect(() => open([first])).toThrow(`${path} is damaged or not a Valvomo file`);
  expect(readFileSync(path).equals(damaged)).toBe(true);
});

test('a file of a newer version is refused and not touched', () => {
  open([first, second]).close();
  const before = readFileSync(path);
  expect(() => open([first])).toThrow('newer version');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test.each([
  ['tenant', tenantApplicationId, tenantMigrations],
  ['platform', platformApplicationId, platformMigrations],
] as const)('%s migrations are numbered without gaps and give the same schema step by step as at once', (_name, id, migrations) => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
  const schema = (file: string) => {
    const connection = openMigrated(file, id, migrations);
    const rows = connection.execute({ sql: 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name', parameters: [] });
    connection.close();
    return rows;
  };
  for (let count = 1; count <= migrations.length; count += 1) openMigrated(path, id, migrations.slice(0, count)).close();
  expect(schema(path)).toEqual(schema(join(mkdtempSync(join(tmpdir(), 'valvomo-fresh-')), 'fresh.db')));
});
