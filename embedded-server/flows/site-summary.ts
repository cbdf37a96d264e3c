/** A site in a few numbers. */
import type { SiteSummary } from '#contract/console/site-calls.ts';

import { countDeviceRows } from '../managed-objects/device-list.ts';
import { openAlarmCounts } from './console-alarms.ts';
import type { OpenTenant } from './open-tenant.ts';

function freshDevices(tenant: OpenTenant): number {
  const now = tenant.clock.now();
  let fresh = 0;
  for (const [id] of tenant.contacts.all()) if (tenant.contacts.contactAt(id, now) === 'fresh') fresh += 1;
  return fresh;
}

export function siteSummary(tenant: OpenTenant): SiteSummary {
  const devices = tenant.database.readFirst(countDeviceRows({ pattern: undefined, among: undefined }))?.total ?? 0;
  return { devices, fresh: freshDevices(tenant), ...openAlarmCounts(tenant) };
}
