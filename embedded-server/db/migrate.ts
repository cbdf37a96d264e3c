/**
 * Forward-only, numbered migrations. `user_version` holds the number of the last one applied. A file that
 * already has content is never migrated in place: a copy is migrated, checked and swapped in, so a crash at
 * any moment leaves either the old file or the new one.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import { openConnection, type Connection } from './database.ts';
import { logger } from '../log.ts';

const log = logger('migrate');

export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version'));
}

/** Apply what is missing, each migration in a transaction of its own. */
function applyMissing(connection: Connection, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    if (migration.number <= versionOf(connection)) continue;
    log.info({ file: connection.path, migration: migration.number, name: migration.name }, 'migrating');
    connection.exec('BEGIN IMMEDIATE');
    connection.exec(migration.sql);
    connection.pragma(`user_version = ${migration.number}`);
    connection.exec('COMMIT');
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function removeWithSideFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

function assertSound(connection: Connection): void {
  const verdict = connection.pragma('quick_check');
  if (verdict !== 'ok') throw new Error(`the migrated copy is damaged: ${String(verdict)}`);
}

/** Copy, migrate and check the copy, then put it in place of the file. */
function migrateCopy(path: string, applicationId: number, migrations: readonly Migration[]): void {
  const copy = `${path}.migrating`;
  removeWithSideFiles(copy);
  const original = openConnection(path, 'write', applicationId);
  original.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  original.pragma('wal_checkpoint(TRUNCATE)');
  original.close();
  const migrated = openConnection(copy, 'write', applicationId);
  applyMissing(migrated, migrations);
  assertSound(migrated);
  migrated.pragma('wal_checkpoint(TRUNCATE)');
  migrated.close();
  syncFile(copy);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(copy, path);
  syncFolder(dirname(path));
}

/** Number of the newest migration in a list. */
function newest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

/**
 * Open a file for writing with every migration applied.
 * @throws Error when the file was written by a newer version, or a migration fails (the file is then as before).
 */
export function openMigrated(path: string, applicationId: number, migrations: readonly Migration[]): Connection {
  // What an interrupted migration left behind was never in use.
  removeWithSideFiles(`${path}.migrating`);
  if (existsSync(path)) {
    const found = openConnection(path, 'write', applicationId);
    const version = versionOf(found);
    found.close();
    if (version > newest(migrations)) {
      throw new Error(`${path} was written by a newer version (${version}); this one knows ${newest(migrations)}`);
    }
    if (version > 0 && version < newest(migrations)) migrateCopy(path, applicationId, migrations);
  }
  const connection = openConnection(path, 'write', applicationId);
  applyMissing(connection, migrations);
  return connection;
}
