/** Which tenants there are, and who administers the platform. */
import type { Reader } from '../db/platform-database.ts';
import { run, type Unit } from '../db/unit.ts';
import { allTenants, anyAdministrator, findAdministrator, insertAdministrator, insertTenant } from './tenant-store.ts';

/** The tenant of a user name that names none, and the first one of every installation. */
export const mainTenant = 'main';

/** Ids of all tenants. */
export function tenantIds(platform: Reader): string[] {
  return platform.read(allTenants()).map((row) => row.id);
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
