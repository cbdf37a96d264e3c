/** A site in a few numbers. */
import type { SiteSummary } from '#contract/console/site-calls.ts';

import { countDeviceRows } from '../managed-objects/device-list.ts';
import { openAlarmCounts } from './console-alarms.ts';
import { devicesInContact } from './device-contacts.ts';
import type { OpenTenant } from './open-tenant.ts';

export function siteSummary(tenant: OpenTenant): SiteSummary {
  const devices = tenant.database.readFirst(countDeviceRows({ pattern: undefined, among: undefined }))?.total ?? 0;
  return { devices, fresh: devicesInContact(tenant, 'fresh').length, ...openAlarmCounts(tenant) };
}
