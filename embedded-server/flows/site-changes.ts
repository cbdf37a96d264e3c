/** Changes to the site itself: its name and zone, the values its people pinned. */
import { ExpectedError } from '#contract/errors.ts';
import type { Site } from '#contract/tenants.ts';

import { readPins, readSite, writePins, writeSite } from '../tenants/site-settings.ts';
import type { OpenTenant } from './open-tenant.ts';

export async function updateSite(tenant: OpenTenant, site: Omit<Site, 'tenant'>): Promise<Site> {
  await tenant.database.write(() => writeSite(site));
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
