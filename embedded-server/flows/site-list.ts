/** The sites of the installation as those see them who look after many. */
import { severities, type ConsoleAlarm } from '#contract/alarms.ts';
import type { ListedSite } from '#contract/console/tenant-calls.ts';

import type { PlatformDatabase, Reader } from '../db/platform-database.ts';
import { folderBytes } from '../db/folder-size.ts';
import type { Sessions } from '../tenants/sessions.ts';
import type { SignedIn } from '../tenants/sign-in.ts';
import { readSite } from '../tenants/site-settings.ts';
import { readSupportAccess } from '../tenants/support-access.ts';
import { listTenants, type DirectoryEntry } from '../tenants/tenant-directory.ts';
import { standingElsewhere } from '../tenants/visits.ts';
import { openAlarms } from './console-alarms.ts';
import type { OpenTenant } from './open-tenant.ts';
import { siteSummary } from './site-summary.ts';
import type { Tenants } from './tenants.ts';

export interface SiteParts {
  platform: PlatformDatabase;
  tenants: Tenants;
  sessions: Sessions;
}

function lastContactMs(tenant: OpenTenant): number | null {
  let newest: number | null = null;
  for (const [, { arrivalMs }] of tenant.contacts.all()) newest = Math.max(newest ?? 0, arrivalMs);
  return newest;
}

/** Whether somebody may go into a tenant: home always, elsewhere as the platform or the site allows. */
export function mayEnter({ platform }: { platform: Reader }, tenant: OpenTenant, person: SignedIn): boolean {
  const { home, userName } = person.session;
  if (tenant.id === home) return person.user.role !== 'support';
  const account = { tenant: home, userName, role: person.user.role };
  return standingElsewhere(platform, tenant.database, account, tenant.clock.now()) !== null;
}

function worstOf(tenant: OpenTenant): ListedSite['worst'] {
  const alarms = openAlarms(tenant).alarms.filter(({ state }) => state.active);
  const byNeed = (alarm: ConsoleAlarm) => severities.indexOf(alarm.severity) * 2 + (alarm.state.acknowledged ? 1 : 0);
  const worst = alarms.reduce<ConsoleAlarm | null>((found, alarm) => (found && byNeed(found) <= byNeed(alarm) ? found : alarm), null);
  return worst && { title: `${worst.deviceName} ${worst.text}`.trim(), acknowledged: worst.state.acknowledged };
}

async function listed(parts: SiteParts, entry: DirectoryEntry, tenant: OpenTenant, person: SignedIn): Promise<ListedSite> {
  const { id, createdMs, suspendedMs } = entry;
  const { name, timeZone } = readSite(tenant.database, id);
  const entrance = suspendedMs === null && mayEnter(parts, tenant, person);
  return {
    tenant: id,
    name,
    timeZone,
    createdMs,
    suspendedMs,
    summary: siteSummary(tenant),
    lastContactMs: lastContactMs(tenant),
    storageBytes: await folderBytes(parts.tenants.folderOf(id)),
    peopleIn: new Set(parts.sessions.inside(id).map(({ home, userName }) => `${home}/${userName}`)).size,
    support: readSupportAccess(tenant.database, tenant.clock.now()),
    mayEnter: entrance,
    worst: entrance ? worstOf(tenant) : null,
  };
}

/** All sites by name of tenant; one that is just being opened is left out. */
export async function listSites(parts: SiteParts, person: SignedIn): Promise<ListedSite[]> {
  const sites = listTenants(parts.platform).flatMap((entry) => {
    const tenant = parts.tenants.get(entry.id);
    return tenant ? [listed(parts, entry, tenant, person)] : [];
  });
  return Promise.all(sites);
}

/** One site of the list. @throws Error when it is not there. */
export async function listedSite(parts: SiteParts, id: string, person: SignedIn): Promise<ListedSite> {
  const entry = listTenants(parts.platform).find((other) => other.id === id);
  const tenant = parts.tenants.get(id);
  if (!entry || !tenant) throw new Error(`the tenant ${id} is not open`);
  return listed(parts, entry, tenant, person);
}
