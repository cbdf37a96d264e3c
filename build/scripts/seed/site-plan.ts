/** What a seeded site looks like: pure, and the same for the same numbers. */

/** Devices in one group, and groups in one area. */
export const groupSize = 100;
const groupsInArea = 10;

const kinds = [
  { name: 'Water meter', type: 'meter', fragment: 'water', series: 'volume', unit: 'm³', base: 120, swing: 40 },
  { name: 'Heat meter', type: 'meter', fragment: 'heat', series: 'power', unit: 'kW', base: 85, swing: 30 },
  { name: 'Room sensor', type: 'sensor', fragment: 'air', series: 'temperature', unit: '°C', base: 21, swing: 3 },
  { name: 'Cold cabinet', type: 'sensor', fragment: 'air', series: 'temperature', unit: '°C', base: 4, swing: 1.5 },
  { name: 'Pump', type: 'pump', fragment: 'outlet', series: 'pressure', unit: 'bar', base: 3.2, swing: 0.6 },
] as const;

const conditions = [
  { type: 'seed_limit', text: 'value above its limit', severity: 'MAJOR' },
  { type: 'seed_battery', text: 'battery low', severity: 'WARNING' },
  { type: 'seed_leak', text: 'leak suspected', severity: 'CRITICAL' },
  { type: 'seed_tamper', text: 'cover opened', severity: 'MINOR' },
] as const;

/** The entry of a list at an index that goes round. */
function pick<Entry>(list: readonly Entry[], index: number): Entry {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

export function areaCount(devices: number): number {
  return Math.ceil(groupCount(devices) / groupsInArea);
}

export function groupCount(devices: number): number {
  return Math.ceil(devices / groupSize);
}

export function areaName(area: number): string {
  return `Area ${area + 1}`;
}

export function areaOf(group: number): number {
  return Math.floor(group / groupsInArea);
}

export function groupName(group: number): string {
  return `Block ${areaOf(group) + 1}.${(group % groupsInArea) + 1}`;
}

/** A day: readings are sent once, and the site is looked at for hours without everything on it falling silent. */
const silentMinutes = 24 * 60;

/** The inventory's object of a device. */
export function deviceBody(device: number): Record<string, unknown> {
  const kind = pick(kinds, device);
  return { name: `${kind.name} ${String(device + 1).padStart(5, '0')}`, type: kind.type, c8y_IsDevice: {}, c8y_RequiredAvailability: { responseInterval: silentMinutes } };
}

/** A day's course with a little of the device's own. @returns the value with two decimals. */
function valueAt(device: number, timeMs: number): number {
  const { base, swing } = pick(kinds, device);
  const dayPart = (timeMs / 86_400_000) * 2 * Math.PI;
  const value = base + swing * Math.sin(dayPart + device) + (swing / 10) * Math.sin(timeMs / 60_000 + 7 * device);
  return Math.round(value * 100) / 100;
}

export function readingBody(device: number, sourceId: string, timeMs: number): Record<string, unknown> {
  const { type, fragment, series, unit } = pick(kinds, device);
  const value = valueAt(device, timeMs);
  return { source: { id: sourceId }, type, time: new Date(timeMs).toISOString(), [fragment]: { [series]: { value, unit } } };
}

/** How many of the journal's alarms are the past of the `index`th open one. */
export function pastOf(index: number, { alarms, journal }: { alarms: number; journal: number }): number {
  return Math.floor(journal / alarms) + (index < journal % alarms ? 1 : 0);
}

const journalSpanMs = 90 * 86_400_000;

export interface AlarmTime {
  /** Number of the open alarm. */
  index: number;
  /** Which of its instances, from 0; the last is the one that is open. */
  instance: number;
  instances: number;
  nowMs: number;
}

/** An alarm's instance: those before the last have ended, the last one is active. */
export function alarmBody(sourceId: string, { index, instance, instances, nowMs }: AlarmTime): Record<string, unknown> {
  const { type, text, severity } = pick(conditions, index);
  const last = instance === instances - 1;
  const age = (journalSpanMs * (instances - instance)) / (instances + 1);
  const ofItsOwn = (index * 7919) % 3_600_000;
  const timeMs = last ? nowMs - ofItsOwn : nowMs - age - ofItsOwn;
  const time = new Date(timeMs).toISOString();
  return { source: { id: sourceId }, type, text, severity, time, status: last ? 'ACTIVE' : 'CLEARED' };
}

/** The device of the `index`th open alarm: spread over all of them. */
export function alarmDevice(index: number, { devices, alarms }: { devices: number; alarms: number }): number {
  return Math.floor((index * devices) / alarms);
}
