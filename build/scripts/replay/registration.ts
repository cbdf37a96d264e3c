/** Groups and devices in the console, and their credentials in the ledger. */
import type { ConsoleClient } from './console-client.ts';
import { placeOf, type DeviceEntry } from './ledger-entries.ts';
import type { Ledger } from './ledger.ts';
import type { SourceDevice } from './source-sets.ts';

async function groupIds(client: ConsoleClient, names: readonly string[]): Promise<Map<string, string>> {
  const { groups } = await client.call('groups', {});
  const ids = new Map(groups.map(({ name, id }) => [name, id]));
  for (const name of names) {
    if (!ids.has(name)) ids.set(name, (await client.call('addGroup', { name })).id);
  }
  return ids;
}

async function register(client: ConsoleClient, { set, key, name, type }: SourceDevice, groupId: string | null): Promise<DeviceEntry> {
  const { device, secret } = await client.call('addDevice', { name, type, groupId });
  return { kind: 'device', set, key, deviceId: device.id, ...secret };
}

/** Devices of these that the ledger does not know yet. */
export function unknownDevices(devices: readonly SourceDevice[], ledger: Ledger): SourceDevice[] {
  return devices.filter((device) => !ledger.state.devices.has(placeOf(device)));
}

/** Create the devices the ledger does not know; each is written down as soon as its secret is there. */
export async function registerDevices(client: ConsoleClient, devices: readonly SourceDevice[], ledger: Ledger): Promise<void> {
  const wanted = unknownDevices(devices, ledger);
  const groups = await groupIds(client, [...new Set(wanted.map(({ group }) => group))]);
  for (const device of wanted) {
    const entry = await register(client, device, groups.get(device.group) ?? null);
    ledger.append(entry);
    ledger.state.devices.set(placeOf(device), entry);
  }
}
