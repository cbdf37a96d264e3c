/** What was heard from devices is stored from time to time, many at once: a row with every arrival would write more than the readings do. */
import type { Unit } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Devices in one unit: ten thousand must not hold up ingest. */
const sliceRows = 100;

function* saveAll({ contacts }: OpenTenant, deviceIds: readonly number[]): Unit<void> {
  for (const deviceId of deviceIds) yield* contacts.save(deviceId);
}

/** Store the contacts of all devices heard from since the last time; who is heard from meanwhile is for the next time. */
export async function saveContacts(tenant: OpenTenant): Promise<void> {
  const deviceIds = tenant.contacts.unsaved();
  for (let from = 0; from < deviceIds.length; from += sliceRows) {
    await tenant.database.upkeep(() => saveAll(tenant, deviceIds.slice(from, from + sliceRows)));
  }
}
