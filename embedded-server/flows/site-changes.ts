/** Changes to the site itself: its name and zone, the values its people pinned. */
import { ExpectedError } from '#contract/errors.ts';
import type { Site } from '#contract/tenants.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run } from '../db/unit.ts';
import { forgetSummaries } from '../measurements/summaries/summary-store.ts';
import { readPins, readSite, writePins, writeSite } from '../tenants/site-settings.ts';
import type { OpenTenant } from './open-tenant.ts';

/** @param by who changes it, for the audit record. */
export async function updateSite(tenant: OpenTenant, { name, timeZone }: Omit<Site, 'tenant'>, by: string): Promise<Site> {
  const before = readSite(tenant.database, tenant.id);
  const changes = [
    { attribute: 'name', previousValue: before.name, newValue: name },
    { attribute: 'timeZone', previousValue: before.timeZone, newValue: timeZone },
  ].filter(({ previousValue, newValue }) => previousValue !== newValue);
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Site', activity: 'Site updated', text: `Site updated: ${name}` };
  await tenant.database.write(function* () {
    yield* writeSite({ name, timeZone });
    if (timeZone !== before.timeZone) yield* run(forgetSummaries());
    yield* run(insertAuditRecord({ ...record, source: tenant.id, changes }));
  });
  tenant.feed.publish({ kind: 'changed', subject: 'site' });
  return readSite(tenant.database, tenant.id);
}

/** Ids of the pinned series; those deleted since are left out. */
export function listPins(tenant: OpenTenant): string[] {
  return readPins(tenant.database).filter((id) => tenant.series.get(Number(id)) !== undefined);
}

/** @throws ExpectedError 'invalid' when a series does not exist. */
export async function setPins(tenant: OpenTenant, seriesIds: readonly string[]): Promise<string[]> {
  const unknown = seriesIds.find((id) => tenant.series.get(Number(id)) === undefined);
  if (unknown !== undefined) throw new ExpectedError('invalid', 'A pinned value does not exist', { fields: { seriesIds: 'unknown' } });
  await tenant.database.write(() => writePins(seriesIds));
  tenant.feed.publish({ kind: 'changed', subject: 'pins' });
  return listPins(tenant);
}
