/** The verdict on one device: its sources read, its store read back, both compared. */
import { compareReadings, gapsOf, isOldestFirst, type Difference, type Gaps } from './compare.ts';
import type { ReplayedDevice, ReplayedSet } from './ledger-lines.ts';
import { readSources, sourceOf } from './source-catalogue.ts';
import type { ExpectedReading, UnreadableRow } from './source-lines.ts';
import { readStore, type DeviceStore } from './store-reader.ts';
import { storedReading, type StoredReading } from './stored-form.ts';

export interface DeviceVerdict {
  /** `set/key` */
  name: string;
  expected: number;
  stored: number;
  /** Readings in the files that share their time with an earlier one. */
  repeatedTimes: number;
  gaps: Gaps;
  differences: Difference[];
  unreadable: UnreadableRow[];
}

/** The rows that were to be sent, at the times they were to be stored with. */
function wanted(readings: readonly ExpectedReading[], { shiftMs, fromMs }: ReplayedSet): ExpectedReading[] {
  const within = readings.filter(({ timeMs }) => fromMs === null || timeMs >= fromMs);
  return within.map((reading) => ({ ...reading, timeMs: reading.timeMs + shiftMs }));
}

function repeatedTimes(readings: readonly ExpectedReading[]): number {
  return readings.length - new Set(readings.map(({ timeMs }) => timeMs)).size;
}

/** What can be wrong with the whole of it, although every reading may be right. */
function wholeDifferences(stored: readonly StoredReading[], store: DeviceStore, expected: Gaps, ids: Set<string>): Difference[] {
  const messages: string[] = [];
  if (store.total !== stored.length) messages.push(`the store counts ${store.total} measurements and gives ${stored.length}`);
  if (!isOldestFirst(stored)) messages.push('the store does not give them oldest first');
  const found = gapsOf(stored.map(({ timeMs }) => timeMs));
  if (found.count !== expected.count || found.longestMs !== expected.longestMs) {
    messages.push(`there are ${expected.count} gaps in the files and ${found.count} in the store`);
  }
  for (const { id } of stored) {
    if (ids.has(id)) messages.push(`the id ${id} is given to more than one measurement`);
    ids.add(id);
  }
  return messages.map((message) => ({ kind: 'device', message }));
}

/**
 * Verify a device.
 * @param folder where the sources lie.
 * @param ids of all measurements seen so far in this run; grows.
 * @throws when a source file is missing or the store cannot be read.
 */
export async function verifyDevice(
  device: ReplayedDevice,
  set: ReplayedSet,
  place: { folder: string; deviceUrl: string },
  ids: Set<string>,
): Promise<DeviceVerdict> {
  const name = `${device.set}/${device.key}`;
  const source = sourceOf(device.set, device.key);
  if (!source) throw new Error(`The ledger names ${name}, of which nothing is known`);
  const { readings, unreadable } = readSources(source, place.folder);
  const expected = wanted(readings, set);
  const store = await readStore(place.deviceUrl, device);
  const stored = store.measurements.map((measurement) => storedReading(measurement, device.deviceId, source));
  const gaps = gapsOf(expected.map(({ timeMs }) => timeMs));
  const differences = [...wholeDifferences(stored, store, gaps, ids), ...compareReadings(expected, stored)];
  return { name, expected: expected.length, stored: stored.length, repeatedTimes: repeatedTimes(expected), gaps, differences, unreadable };
}
