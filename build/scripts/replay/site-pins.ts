/** Values worth having on the first page, once they exist. */
import type { ConsoleClient } from './console-client.ts';
import type { SourceDevice } from './source-sets.ts';

const maxPins = 24;

/** Places and names of series that are pinned; of the meters the one that uses most. */
const pinned: Readonly<Record<string, readonly string[]>> = {
  'nab-machine/machine': ['temperature'],
  'nab-ambient/ambient': ['temperature'],
  'office/office': ['CO2', 'temperature'],
  'london/MAC000040': ['energy'],
};

function pinnedSeries({ set, key }: SourceDevice): readonly string[] {
  return pinned[`${set}/${key}`] ?? [];
}

/** The devices of these that have something to pin. */
export function pinnedDevices(devices: readonly SourceDevice[]): SourceDevice[] {
  return devices.filter((device) => pinnedSeries(device).length > 0);
}

/** Pin what these devices have measured so far; pins that were there stay first. */
export async function pinValues(client: ConsoleClient, devices: readonly SourceDevice[], idOf: (device: SourceDevice) => string): Promise<void> {
  const { seriesIds } = await client.call('pins', {});
  const wanted: string[] = [...seriesIds];
  for (const device of pinnedDevices(devices)) {
    const { series } = await client.call('series', { deviceId: idOf(device) });
    const names = pinnedSeries(device);
    wanted.push(...names.flatMap((name) => series.find((one) => one.series === name)?.id ?? []));
  }
  await client.call('setPins', { seriesIds: [...new Set(wanted)].slice(0, maxPins) });
}
