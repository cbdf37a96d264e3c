/**
 * Forward-only, numbered migrations. `user_version` holds the number of the last one applied. No file is made
 * or migrated in place: a new one or a copy is migrated, checked and given the name, so a crash at any moment leaves
 * either the old file, none, or the new one.
 */
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import { createPrivate, openConnection, type Connection } from './database.ts';
import { logger } from '../log.ts';
import { fileError } from './plain-errors.ts';
import { assertSound, assertSoundAtOpening } from './soundness.ts';
import { syncFile, syncFolder } from './sync.ts';

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

function removeWithSideFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

/** Where a file is made or migrated before it gets its name. */
function unnamed(path: string): string {
  return `${path}.migrating`;
}

/** Migrate and check the unnamed file, creating it as needed, and give it the name. */
function putInPlace(path: string, applicationId: number, migrations: readonly Migration[]): void {
  const migrated = openConnection(unnamed(path), 'write', applicationId);
  try {
    applyMissing(migrated, migrations);
    assertSound(migrated, 'pages');
    migrated.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    migrated.close();
  }
  syncFile(unnamed(path));
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(unnamed(path), path);
  syncFolder(dirname(path));
}

function copyUnnamed(path: string, applicationId: number): void {
  createPrivate(unnamed(path));
  const original = openConnection(path, 'write', applicationId);
  original.exec(`VACUUM INTO '${unnamed(path).replaceAll("'", "''")}'`);
  original.pragma('wal_checkpoint(TRUNCATE)');
  original.close();
}

/** What is there already, open: refused when it is too new or damaged. */
function openFound(path: string, applicationId: number, migrations: readonly Migration[]): Connection {
  chmodSync(path, 0o600);
  const found = openConnection(path, 'write', applicationId);
  try {
    const version = versionOf(found);
    if (version > newest(migrations)) {
      throw new Error(`${path} was written by a newer version (${version}); this one knows ${newest(migrations)}`);
    }
    assertSoundAtOpening(found);
    return found;
  } catch (error) {
    found.close();
    throw error;
  }
}

/** Number of the newest migration in a list. */
function newest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

/**
 * Open a file for writing with every migration applied, creating it as needed.
 * @throws Error naming the file when it was written by a newer version, is damaged, cannot be had, or a migration
 *   fails; it is then as before.
 */
export function openMigrated(path: string, applicationId: number, migrations: readonly Migration[]): Connection {
  try {
    // What an interrupted migration left behind was never in use.
    removeWithSideFiles(unnamed(path));
    if (existsSync(path)) {
      const found = openFound(path, applicationId, migrations);
      // Closed only where it must be: closing puts what the last run left in the log into the file, which a start need not wait for.
      if (versionOf(found) === newest(migrations)) return found;
      found.close();
      copyUnnamed(path, applicationId);
    }
    putInPlace(path, applicationId, migrations);
    return openConnection(path, 'write', applicationId);
  } catch (error) {
    throw fileError(path, error);
  }
}
