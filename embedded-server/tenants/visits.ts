/** Who may be in a tenant that is not their own, and as what. */
import { platformPermissions, rolePermissions, sitePermissions, type Permission, type Role, type Visit } from '#contract/tenants.ts';

import type { Reader } from '../db/platform-database.ts';
import { readSupportAccess, supportPermissions } from './support-access.ts';
import { isPlatformAdministrator } from './tenant-directory.ts';

/** Somebody, by the tenant they belong to. */
export interface Account {
  tenant: string;
  userName: string;
  role: Role;
}

export interface Standing {
  permissions: readonly Permission[];
  /** Null at home. */
  visit: Visit | null;
}

/** What an account may do at home, and beyond any one site. */
export function standingAtHome(platform: Reader, { tenant, userName, role }: Account): Standing {
  const beyond = isPlatformAdministrator(platform, tenant, userName) ? platformPermissions : [];
  return { permissions: [...rolePermissions[role], ...beyond], visit: null };
}

/**
 * What an account may do in another tenant: the platform's administrators everything, support what the site granted.
 * @param site the file of the tenant visited.
 * @returns null for everybody else.
 */
export function standingElsewhere(platform: Reader, site: Reader, account: Account, nowMs: number): Standing | null {
  if (isPlatformAdministrator(platform, account.tenant, account.userName)) {
    return { permissions: [...sitePermissions, ...platformPermissions], visit: { as: 'platform', untilMs: null } };
  }
  if (account.role !== 'support') return null;
  const access = readSupportAccess(site, nowMs);
  const granted = supportPermissions(access);
  if (!granted || access.state !== 'granted') return null;
  return { permissions: [...granted, ...rolePermissions.support], visit: { as: 'support', untilMs: access.untilMs } };
}
