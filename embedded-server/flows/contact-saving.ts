/** What was heard from devices is stored from time to time, many at once: a row with every arrival would write more than the readings do. */
import type { Unit } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Devices in one unit: ten thousand must not hold up ingest. */
const sliceRows = 100;
/** So little must not be refused because much waits. */
const noWeight = 0;

function* saveAll({ contacts }: OpenTenant, deviceIds: readonly number[]): Unit<void> {
  for (const deviceId of deviceIds) yield* contacts.save(deviceId);
}

/** Store the contacts of all devices heard from since the last time. */
export async function saveContacts(tenant: OpenTenant): Promise<void> {
  for (;;) {
    const deviceIds = tenant.contacts.unsaved(sliceRows);
    if (deviceIds.length === 0) return;
    await tenant.database.write(() => saveAll(tenant, deviceIds), noWeight);
  }
}
