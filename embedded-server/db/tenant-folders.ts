/**
 * The folders of tenants. A new one is filled under a name no tenant can have, so that one that broke off is not
 * taken for a tenant; being entered in the directory makes it one, and only then it gets its name.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { logger } from '../log.ts';
import { fileError } from './plain-errors.ts';
import { syncFolder } from './sync.ts';

const log = logger('db');
/** No tenant's id has a dot. */
const suffix = '.new';

export function tenantFolder(dataDir: string, id: string): string {
  return join(dataDir, 'tenants', id);
}

function newFolder(dataDir: string, id: string): string {
  return tenantFolder(dataDir, id) + suffix;
}

/** Whether something lies where the tenant would. */
export function isTenantFolderTaken(dataDir: string, id: string): boolean {
  return existsSync(tenantFolder(dataDir, id));
}

/** Make an empty folder to fill. @returns its path. @throws Error naming it when it cannot be had. */
export function beginTenantFolder(dataDir: string, id: string): string {
  const folder = newFolder(dataDir, id);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw fileError(folder, error);
  }
}

/** Take a folder away that did not become a tenant. */
export function discardTenantFolder(dataDir: string, id: string): void {
  rmSync(newFolder(dataDir, id), { recursive: true, force: true });
}

/** Whatever was filled is on the disk, with the name of the folder. */
export function syncNewTenantFolder(dataDir: string, id: string): void {
  syncFolder(newFolder(dataDir, id));
  syncFolder(join(dataDir, 'tenants'));
}

/** Give the filled folder its name. */
export function nameTenantFolder(dataDir: string, id: string): void {
  renameSync(newFolder(dataDir, id), tenantFolder(dataDir, id));
  syncFolder(join(dataDir, 'tenants'));
}

/**
 * Finish or forget what was begun before the core went down: a tenant in the directory gets its folder's name, of one
 * that is not in it nothing stays.
 * @param ids of the tenants in the directory.
 */
export function settleTenantFolders(dataDir: string, ids: readonly string[]): void {
  const parent = join(dataDir, 'tenants');
  const begun = existsSync(parent) ? readdirSync(parent).filter((name) => name.endsWith(suffix)) : [];
  for (const id of begun.map((name) => name.slice(0, -suffix.length))) {
    const isTenant = ids.includes(id) && !isTenantFolderTaken(dataDir, id);
    log.info({ tenant: id }, isTenant ? 'finishing a tenant begun before' : 'removing a tenant that was never finished');
    if (isTenant) nameTenantFolder(dataDir, id);
    else discardTenantFolder(dataDir, id);
  }
}
