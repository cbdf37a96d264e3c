/** Which groups a device is in, as rules and the console ask. */
import type { OpenTenant } from './open-tenant.ts';

/** Every group above a device, groups of groups included; inside a unit as the unit sees it. */
export function ancestorGroups(tenant: OpenTenant, deviceId: number): ReadonlySet<number> {
  return tenant.groups.ancestorsOf(deviceId);
}
