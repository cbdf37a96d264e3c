/** What the feed says about devices, brought into the cache. */
import type { QueryClient } from '@tanstack/react-query';

import type { CallReply } from '#contract/console-api.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { queryKeys } from '../api/query-keys.ts';

type Arrivals = ReadonlyMap<string, number>;

/** A device that was just heard from: fresh, whatever it was before. */
export function withArrival<Device extends Pick<ConsoleDevice, 'id' | 'heardMs' | 'contact'>>(
  device: Device,
  arrivals: Arrivals,
): Device {
  const heardMs = arrivals.get(device.id);
  if (heardMs === undefined || heardMs <= (device.heardMs ?? -Infinity)) return device;
  return { ...device, heardMs, contact: 'fresh' };
}

/** Bring arrivals (`[deviceId, arrival in ms UTC]`) into every cached page of devices and every panel. */
export function updateHeard(client: QueryClient, heard: readonly (readonly [string, number])[]): void {
  const arrivals = new Map(heard);
  const patchPage = (page: CallReply<'devices'>): CallReply<'devices'> => ({
    ...page,
    devices: page.devices.map((device) => withArrival(device, arrivals)),
  });
  client.setQueriesData<{ pages: CallReply<'devices'>[] }>(
    { queryKey: queryKeys.deviceLists },
    (known) => known && { ...known, pages: known.pages.map(patchPage) },
  );
  client.setQueriesData<CallReply<'device'>>({ queryKey: queryKeys.devicePanels }, (known) => known && withArrival(known, arrivals));
}
