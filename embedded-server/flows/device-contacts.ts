/**
 * How devices stand, as the console tells it: by their own habit, and silent where an alarm that holds says so. Whoever
 * made a rule of silence knows better than what was learned, and a count beside the alarm must not contradict it.
 */
import { unavailabilityAlarmType } from '#contract/alarms.ts';
import type { Contact } from '#contract/managed-objects.ts';
import { ruleAlarmType } from '#contract/rules.ts';

import { devicesOfActiveType } from '../alarms/alarm-store.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Devices about whose silence an alarm holds. */
function silencedDevices(tenant: OpenTenant): Set<number> {
  const rules = tenant.rules.rules().filter(({ condition }) => condition.kind === 'silence');
  const types = [unavailabilityAlarmType, ...rules.map(({ id }) => ruleAlarmType(id))];
  return new Set(types.flatMap((type) => tenant.database.read(devicesOfActiveType(type)).map((row) => row.managed_object_id)));
}

/** How each device stands now. */
export function deviceContacts(tenant: OpenTenant): (deviceId: number) => Contact {
  const nowMs = tenant.clock.now();
  // Thousands where a gateway is dead: asked for only when it makes a difference.
  let silenced: ReadonlySet<number> | undefined;
  return (id) => {
    const contact = tenant.contacts.contactAt(id, nowMs);
    if (contact === 'never' || contact === 'silent') return contact;
    silenced ??= silencedDevices(tenant);
    return silenced.has(id) ? 'silent' : contact;
  };
}

/** The devices heard from at least once that stand like this. */
export function devicesInContact(tenant: OpenTenant, contact: Contact): number[] {
  const contactOf = deviceContacts(tenant);
  return [...tenant.contacts.all()].flatMap(([id]) => (contactOf(id) === contact ? id : []));
}
