/** Support asks, the site grants or refuses, and ends what it granted. Every step stands in the site's own log. */
import type { AuditActivity } from '#contract/audit.ts';
import type { SupportAccess } from '#contract/console/tenant-calls.ts';
import { ExpectedError } from '#contract/errors.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run } from '../db/unit.ts';
import { readSupportAccess, writeSupportAccess } from '../tenants/support-access.ts';
import type { OpenTenant } from './open-tenant.ts';

const hourMs = 60 * 60_000;

type Granted = Extract<SupportAccess, { state: 'granted' }>;

/** How a site stands to support now. */
export function supportAccess({ database, clock }: OpenTenant): SupportAccess {
  return readSupportAccess(database, clock.now());
}

async function change(tenant: OpenTenant, access: SupportAccess, by: string, activity: AuditActivity, text: string): Promise<void> {
  const changes = [{ attribute: 'supportAccess', previousValue: supportAccess(tenant), newValue: access }];
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Support', activity, text, source: tenant.id, changes };
  await tenant.database.write(function* () {
    yield* writeSupportAccess(access);
    yield* run(insertAuditRecord(record));
  });
  tenant.feed.publish({ kind: 'changed', subject: 'support' });
}

/**
 * Ask to be let in.
 * @param by who asks, with the tenant they belong to.
 * @throws ExpectedError 'conflict' when the site has granted access already.
 */
export async function askForSupportAccess(tenant: OpenTenant, by: string, reason: string): Promise<void> {
  if (supportAccess(tenant).state === 'granted') throw new ExpectedError('conflict', 'The site has granted access already');
  const asked: SupportAccess = { state: 'asked', by, askedMs: tenant.clock.now(), reason };
  await change(tenant, asked, by, 'Support access asked for', `${by} asks for access: ${reason}`);
}

/** Let support in. @param hours null = until the site ends it. */
export async function grantSupportAccess(tenant: OpenTenant, by: string, hours: number | null, scope: Granted['scope']): Promise<void> {
  const grantedMs = tenant.clock.now();
  const untilMs = hours === null ? null : grantedMs + hours * hourMs;
  const text = hours === null ? 'Support may come in until it is ended' : `Support may come in for ${hours} h`;
  await change(tenant, { state: 'granted', by, grantedMs, untilMs, scope }, by, 'Support access granted', text);
}

/** End what was granted, or refuse what was asked for; nothing happens when it is neither. */
export async function endSupportAccess(tenant: OpenTenant, by: string): Promise<void> {
  const { state } = supportAccess(tenant);
  if (state === 'granted') await change(tenant, { state: 'not-asked' }, by, 'Support access ended', 'Support may not come in any more');
  if (state === 'asked') {
    const refused: SupportAccess = { state: 'refused', by, refusedMs: tenant.clock.now() };
    await change(tenant, refused, by, 'Support access refused', 'Support was not let in');
  }
}
