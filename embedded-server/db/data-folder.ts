/** The data directory as a whole: one core at a time, and nothing of it missing. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { lockFile } from './database.ts';
import { fileError, sqliteCode } from './plain-errors.ts';

/**
 * Take the data directory, creating it as needed, for this core alone.
 * @returns what gives it back; the end of the process, however it comes, does too.
 * @throws Error when another core has it, or it cannot be used.
 */
export function takeDataFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockFile(join(folder, 'core.lock'));
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_BUSY') throw new Error(`another Valvomo is running on ${folder}`, { cause: error });
    throw fileError(folder, error);
  }
}

function isLost(path: string): Error {
  return new Error(`${path} is missing, though this installation is in use: restore it from a backup`);
}

/** @throws Error when the platform's file is gone while there are tenants: a new one would have nobody's accounts. */
export function assertPlatformFile(folder: string): void {
  const path = join(folder, 'platform.db');
  const tenants = join(folder, 'tenants');
  if (!existsSync(path) && existsSync(tenants) && readdirSync(tenants).length > 0) throw isLost(path);
}

/** @throws Error when a tenant's file is gone: a new one would pass for a site that never measured anything. */
export function assertTenantFile(folder: string): void {
  const path = join(folder, 'tenant.db');
  if (!existsSync(path)) throw isLost(path);
}
