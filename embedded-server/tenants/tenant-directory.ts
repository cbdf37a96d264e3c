/** Which tenants there are, and who administers the platform. */
import { mainTenant } from '#contract/tenants.ts';

import type { Reader } from '../db/platform-database.ts';
import { run, type Unit } from '../db/unit.ts';
import { administratorsOf, allTenants, anyAdministrator, deleteAdministrator, findAdministrator, insertAdministrator, insertTenant, saveSuspension } from './tenant-store.ts';

/** A tenant as the directory knows it. Times are ms UTC. */
export interface DirectoryEntry {
  id: string;
  createdMs: number;
  /** Since when it is suspended; null while it serves. */
  suspendedMs: number | null;
}

/** All tenants by id. */
export function listTenants(platform: Reader): DirectoryEntry[] {
  return platform.read(allTenants()).map((row) => ({ id: row.id, createdMs: row.created_ms, suspendedMs: row.suspended_ms }));
}

export function* setSuspension(id: string, suspendedMs: number | null): Unit<void> {
  yield* run(saveSuspension(suspendedMs, id));
}

/** Enter a tenant; nothing happens when it is there. */
export function* addTenant(id: string, nowMs: number): Unit<void> {
  yield* run(insertTenant(id, nowMs));
}

/** Whether somebody has claimed the installation: its first administrator is one of the main tenant. */
export function isClaimed(platform: Reader): boolean {
  return platform.readFirst(anyAdministrator(mainTenant)) !== undefined;
}

export function isPlatformAdministrator(platform: Reader, tenant: string, userName: string): boolean {
  return platform.readFirst(findAdministrator(tenant, userName)) !== undefined;
}

export function* addPlatformAdministrator(tenant: string, userName: string): Unit<void> {
  yield* run(insertAdministrator(tenant, userName));
}

export function* removePlatformAdministrator(tenant: string, userName: string): Unit<void> {
  yield* run(deleteAdministrator(tenant, userName));
}

/** Names of those of a tenant, in order. */
export function platformAdministrators(platform: Reader, tenant: string): string[] {
  return platform.read(administratorsOf(tenant)).map(({ user_name: name }) => name);
}
