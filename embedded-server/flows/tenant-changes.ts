/** Founding, suspending and resuming tenants while the core runs. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { Site } from '#contract/tenants.ts';
import { mainTenant } from '#contract/tenants.ts';

import { insertAuditRecord, type AuditRecord } from '../audit/audit-store.ts';
import { openTenantDatabase } from '../db/tenant-database.ts';
import {
  beginTenantFolder,
  discardTenantFolder,
  isTenantFolderTaken,
  nameTenantFolder,
  syncNewTenantFolder,
} from '../db/tenant-folders.ts';
import { run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import { assertPasswordAllowed } from '../tenants/password-policy.ts';
import { hashPassword } from '../tenants/passwords.ts';
import { writeSite } from '../tenants/site-settings.ts';
import { addTenant, listTenants, setSuspension } from '../tenants/tenant-directory.ts';
import { addUser } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';
import type { SiteParts } from './site-list.ts';

const log = logger('tenants');

export interface TenantDraft extends Site {
  /** Its first administrator; null = the platform's own go in and add people. */
  administrator: { userName: string; password: string } | null;
}

export interface FoundingParts extends Pick<SiteParts, 'platform' | 'tenants'> {
  dataDir: string;
  now(): number;
}

function record(timeMs: number, by: string, activity: AuditActivity, id: string): AuditRecord {
  return { timeMs, userName: by, type: 'Tenant', activity, text: `${activity}: ${id}`, source: id, changes: [] };
}

/** What stands in a tenant's file from its first moment. */
function* firstContent({ tenant, name, timeZone, administrator }: TenantDraft, hash: string, nowMs: number, by: string): Unit<void> {
  yield* writeSite({ name, timeZone });
  if (administrator) yield* addUser(administrator.userName, 'admin', hash, nowMs);
  yield* run(insertAuditRecord(record(nowMs, by, 'Tenant created', tenant)));
}

async function fillFolder({ dataDir, now }: FoundingParts, draft: TenantDraft, hash: string, by: string): Promise<void> {
  const database = openTenantDatabase(beginTenantFolder(dataDir, draft.tenant));
  try {
    await database.write(() => firstContent(draft, hash, now(), by));
  } finally {
    await database.close();
  }
  syncNewTenantFolder(dataDir, draft.tenant);
}

function assertFree({ platform, dataDir }: FoundingParts, id: string): void {
  const isTaken = listTenants(platform).some((entry) => entry.id === id) || isTenantFolderTaken(dataDir, id);
  if (isTaken) throw new ExpectedError('conflict', 'There is a site of that short name', { fields: { tenant: 'taken' } });
}

// The entry in the directory is the moment from which the tenant exists: before it the folder has a name that no tenant
// can have, and a start that finds one without the other finishes or forgets it (settleTenantFolders).
async function found(parts: FoundingParts, draft: TenantDraft, hash: string, by: string): Promise<OpenTenant> {
  const { platform, dataDir, tenants, now } = parts;
  assertFree(parts, draft.tenant);
  try {
    await fillFolder(parts, draft, hash, by);
    await platform.write(() => addTenant(draft.tenant, now()));
  } catch (error) {
    discardTenantFolder(dataDir, draft.tenant);
    throw error;
  }
  nameTenantFolder(dataDir, draft.tenant);
  log.info({ tenant: draft.tenant, by }, 'a tenant was created');
  return tenants.open(draft.tenant);
}

/**
 * Found a tenant and open it.
 * @param by who does it, for its audit log.
 * @throws ExpectedError 'conflict' when the short name is taken; 'invalid' for the administrator's password.
 */
export async function foundTenant(parts: FoundingParts, draft: TenantDraft, by: string): Promise<OpenTenant> {
  const { tenant, administrator } = draft;
  if (administrator) assertPasswordAllowed(administrator.password, { userName: administrator.userName, tenant, role: 'admin' });
  const hash = administrator ? await hashPassword(administrator.password) : '';
  return parts.tenants.inTurn(() => found(parts, draft, hash, by));
}

function requireTenant({ tenants }: SiteParts, id: string): OpenTenant {
  const tenant = tenants.get(id);
  if (!tenant) throw new ExpectedError('not-found', 'There is no site of that short name');
  return tenant;
}

async function audit(tenant: OpenTenant, activity: AuditActivity, by: string): Promise<void> {
  await tenant.database.write(() => run(insertAuditRecord(record(tenant.clock.now(), by, activity, tenant.id))));
}

/**
 * Turn a tenant's devices and people away from now on; its sessions end, its data stay.
 * @throws ExpectedError 'not-found'; 'conflict' for the main tenant, from which the others are administered.
 */
export function suspendTenant(parts: SiteParts, id: string, by: string): Promise<void> {
  return parts.tenants.inTurn(async () => {
    const tenant = requireTenant(parts, id);
    if (id === mainTenant) throw new ExpectedError('conflict', 'The first site cannot be suspended');
    if (parts.tenants.isSuspended(id)) return;
    await parts.platform.write(() => setSuspension(id, tenant.clock.now()));
    const suspended = parts.tenants.suspend(id);
    await parts.sessions.endAllIn(id);
    await suspended;
    await audit(tenant, 'Tenant suspended', by);
  });
}

/** Let a tenant serve again. @throws ExpectedError 'not-found'. */
export function resumeTenant(parts: SiteParts, id: string, by: string): Promise<void> {
  return parts.tenants.inTurn(async () => {
    requireTenant(parts, id);
    if (!parts.tenants.isSuspended(id)) return;
    await parts.platform.write(() => setSuspension(id, null));
    await parts.tenants.resume(id);
    await audit(requireTenant(parts, id), 'Tenant resumed', by);
  });
}
