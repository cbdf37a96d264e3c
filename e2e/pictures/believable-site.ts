/**
 * What the pictures show: one site at one moment, Thursday 19 November 2026, 14:32:08 in Helsinki. Every value is a
 * function of time, so that two runs make the same readings.
 */
import type { RuleDraft } from '#contract/rules.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The moment shown. */
export const shownMs = Date.UTC(2026, 10, 19, 12, 32, 8);
/** The oldest reading: eight hours and a half before. */
export const beginMs = Date.UTC(2026, 10, 19, 4, 0);
/** Monday morning, when a filter was found due for a change. */
export const mondayMs = Date.UTC(2026, 10, 16, 6, 10);

/** At 14:21 and so on, in Helsinki on the day shown. */
export function today(hours: number, minutes: number): number {
  return Date.UTC(2026, 10, 19, hours - 2, minutes);
}

/** The value at a moment, ms UTC. */
type Course = (timeMs: number) => number;

export interface PictureSeries {
  fragment: string;
  series: string;
  unit: string;
  at: Course;
}

export interface PictureDevice {
  name: string;
  group: string;
  type: string;
  series: PictureSeries[];
  /** It says nothing from here on. */
  untilMs?: number;
}

/** A daily life: two waves of which the longer has an odd period, so that it never looks drawn with a ruler. */
export function wave(mean: number, swing: number, periodMinutes: number, phase = 0): Course {
  return (timeMs) => {
    const turns = timeMs / minuteMs / periodMinutes + phase;
    return mean + swing * (0.75 * Math.sin(2 * Math.PI * turns) + 0.25 * Math.sin(2 * Math.PI * turns * 0.37 + 1));
  };
}

/** As before, and from a moment on rising to `end`, which it reaches at another, the one shown when left out. */
function rising(before: Course, fromMs: number, end: number, toMs = shownMs): Course {
  return (timeMs) => {
    const part = Math.min(1, Math.max(0, (timeMs - fromMs) / (toMs - fromMs)));
    const eased = part * part * (3 - 2 * part);
    return before(timeMs) * (1 - eased) + end * eased;
  };
}

/** Low between two moments. */
function dip(normal: Course, fromMs: number, toMs: number, low: number): Course {
  return (timeMs) => (timeMs >= fromMs && timeMs < toMs ? low : normal(timeMs));
}

const one = (value: number): number => Math.round(value * 10) / 10;

export function series(fragment: string, name: string, unit: string, at: Course): PictureSeries {
  return { fragment, series: name, unit, at: (timeMs) => one(at(timeMs)) };
}

const air = (at: Course) => series('air', 'temperature', '°C', at);
const battery = (volts: number) => series('battery', 'voltage', 'V', wave(volts, 0.02, 700));
const signal = (dbm: number) => series('signal', 'strength', 'dBm', wave(dbm, 3, 90));
/** Open while goods come and go, and blocked open since before it grew warm. */
const doorOpenings: [number, number][] = [
  [today(7, 10), today(7, 20)],
  [today(9, 40), today(9, 45)],
  [today(11, 55), today(12, 10)],
  [today(13, 50), shownMs],
];
const doorOfFreezer = series('door', 'open', '', (timeMs) => (doorOpenings.some(([from, to]) => timeMs >= from && timeMs < to) ? 1 : 0));
const silentMs = today(13, 52);

const coldRoom = 'Cold-room sensor, two probes';

const coldStore: PictureDevice[] = [
  { name: 'Freezer room 1', group: 'Cold store', type: coldRoom, series: [air(wave(-22.4, 0.6, 55)), series('coil', 'temperature', '°C', wave(-27.6, 0.8, 55)), battery(3.58), signal(-66)] },
  { name: 'Freezer room 2', group: 'Cold store', type: coldRoom, series: [air(rising(wave(-21.9, 0.6, 55, 0.3), today(13, 55), -14.8)), series('coil', 'temperature', '°C', rising(wave(-27.2, 0.8, 55), today(13, 55), -19.1)), battery(3.52), signal(-71), doorOfFreezer] },
  { name: 'Chiller 3', group: 'Cold store', type: coldRoom, series: [air(wave(2.6, 0.9, 40)), series('air', 'humidity', '% RH', wave(82, 2, 80)), battery(3.61)] },
  { name: 'Loading dock', group: 'Cold store', type: 'Room sensor', series: [air(wave(6.1, 0.8, 120))], untilMs: today(9, 14) },
  { name: 'Compressor rack A', group: 'Cold store', type: 'Compressor controller', series: [series('condensing', 'pressure', 'bar', rising(wave(12.6, 0.5, 50), today(12, 30), 17.8)), series('suction', 'pressure', 'bar', wave(1.9, 0.1, 50)), series('motor', 'current', 'A', wave(41.2, 2, 50))] },
];

const greenhouse: PictureDevice[] = [
  { name: 'House 1', group: 'Greenhouse', type: 'Climate controller', series: [air(wave(19.4, 1.2, 480)), series('air', 'humidity', '% RH', rising(wave(79, 1.5, 110), today(10, 30), 91, today(13, 20)))] },
  { name: 'House 2', group: 'Greenhouse', type: 'Climate controller', series: [air(wave(18.8, 1, 480, 0.2)), series('air', 'humidity', '% RH', wave(77, 2, 110))] },
  { name: 'Ventilation unit 2', group: 'Greenhouse', type: 'Ventilation unit', series: [series('filter', 'pressure', 'Pa', wave(214, 3, 260))] },
];

const heatPlant: PictureDevice[] = [
  { name: 'Ground-heat pump', group: 'Heat plant', type: 'Heat pump', series: [series('brine', 'return', '°C', dip(wave(-1.6, 0.3, 45), today(11, 18), today(11, 52), -3.4)), series('supply', 'temperature', '°C', wave(41.3, 0.6, 45)), series('pump', 'COP', '', wave(3.4, 0.1, 45))] },
  { name: 'Outside', group: 'Heat plant', type: 'Weather sensor', series: [air(wave(-4.2, 0.9, 900))] },
  { name: 'Site power', group: 'Heat plant', type: 'Power meter', series: [series('power', 'total', 'kW', wave(38.2, 4, 65))] },
];

/** What the waterworks send goes through here, and it has stopped. */
export const gateway = 'Waterworks gateway';

const waterworks: PictureDevice[] = [
  { name: gateway, group: 'Waterworks', type: 'Gateway', series: [signal(-58)], untilMs: silentMs },
  { name: 'Water tank', group: 'Waterworks', type: 'Level sensor', series: [series('tank', 'level', '%', wave(71, 6, 420))], untilMs: silentMs },
  { name: 'Network', group: 'Waterworks', type: 'Pressure sensor', series: [series('network', 'pressure', 'bar', wave(4.6, 0.2, 70))], untilMs: silentMs },
  { name: 'Booster station', group: 'Waterworks', type: 'Pump controller', series: [series('clock', 'drift', 's', rising(wave(4.2, 0.1, 300), today(8, 0), 14)), series('pump', 'current', 'A', wave(11.8, 1.5, 35))] },
  ...[2, 4, 6, 8].map((house): PictureDevice => ({ name: `Water meter, Rantatie ${house}`, group: 'Waterworks', type: 'Water meter', series: [series('water', 'flow', 'l/min', wave(3 + house / 4, 2, 150, house / 10))], untilMs: silentMs })),
];

export const behindGateway = waterworks.filter(({ name, untilMs }) => name !== gateway && untilMs === silentMs).map(({ name }) => name);

/** In the order in which they are made. */
export const groups = ['Cold store', 'Greenhouse', 'Heat plant', 'Waterworks'];
export const devices: PictureDevice[] = [...coldStore, ...greenhouse, ...heatPlant, ...waterworks];

interface PictureRule {
  device: string;
  draft: Omit<RuleDraft, 'scope' | 'enabled'>;
}

function limitRule(device: string, draft: Pick<RuleDraft, 'name' | 'text' | 'severity' | 'series'> & { direction: 'above' | 'below'; limit: number; deadband: number; help?: string }): PictureRule {
  const { direction, limit, deadband, help = '', ...rest } = draft;
  return { device, draft: { ...rest, help, condition: { kind: 'threshold', direction, limit, deadband, forMs: 0, clearForMs: 0 } } };
}

export const rules: PictureRule[] = [
  limitRule('Freezer room 1', { name: 'Freezer room 1 temperature', text: 'too warm', severity: 'CRITICAL', series: { fragment: 'air', series: 'temperature' }, direction: 'above', limit: -18, deadband: 0.5 }),
  limitRule('Freezer room 2', { name: 'Freezer room 2 temperature', text: 'too warm', severity: 'CRITICAL', series: { fragment: 'air', series: 'temperature' }, direction: 'above', limit: -18, deadband: 0.5, help: 'Close the door and free the strip curtain.\nRack A also has high pressure: look at condenser fan 2.\nAbove −12 °C, move the stock to room 1.' }),
  limitRule('Compressor rack A', { name: 'Condensing pressure', text: 'condensing pressure high', severity: 'MAJOR', series: { fragment: 'condensing', series: 'pressure' }, direction: 'above', limit: 16.5, deadband: 0.5 }),
  limitRule('Ground-heat pump', { name: 'Brine return', text: 'brine return cold', severity: 'MINOR', series: { fragment: 'brine', series: 'return' }, direction: 'below', limit: -3, deadband: 0.5 }),
  limitRule('House 1', { name: 'Air humidity in house 1', text: 'air too humid', severity: 'MINOR', series: { fragment: 'air', series: 'humidity' }, direction: 'above', limit: 88, deadband: 2 }),
  limitRule('Ventilation unit 2', { name: 'Filter', text: 'filter change due', severity: 'WARNING', series: { fragment: 'filter', series: 'pressure' }, direction: 'above', limit: 200, deadband: 10 }),
  limitRule('Booster station', { name: 'Clock of the pump controller', text: 'clock is slow', severity: 'WARNING', series: { fragment: 'clock', series: 'drift' }, direction: 'above', limit: 5, deadband: 1 }),
];

/** What is pinned to Now, device and series. */
export const pins: [string, string][] = [
  ['Freezer room 1', 'air.temperature'],
  ['Freezer room 2', 'air.temperature'],
  ['Chiller 3', 'air.temperature'],
  ['Compressor rack A', 'condensing.pressure'],
  ['House 1', 'air.temperature'],
  ['House 1', 'air.humidity'],
  ['Ground-heat pump', 'supply.temperature'],
  ['Ground-heat pump', 'pump.COP'],
  ['Water tank', 'tank.level'],
  ['Network', 'network.pressure'],
  ['Outside', 'air.temperature'],
  ['Site power', 'power.total'],
];

export interface Acknowledgement {
  atMs: number;
  /** Words of the alarm and the name of its device. */
  device: string;
  by: Person;
}

/** People with the passwords they have in these pictures only. */
export const people = {
  'day-shift': { role: 'operator', password: 'day shift of the pictures' },
  'greenhouse-keeper': { role: 'technician', password: 'greenhouse keeper of the pictures' },
} as const;
export type Person = keyof typeof people;

export const acknowledgements: Acknowledgement[] = [
  { atMs: mondayMs + hourMs, device: 'Ventilation unit 2', by: 'greenhouse-keeper' },
  { atMs: today(12, 47), device: 'House 1', by: 'greenhouse-keeper' },
  { atMs: today(14, 12), device: 'Compressor rack A', by: 'day-shift' },
  { atMs: today(14, 28), device: 'Booster station', by: 'day-shift' },
];
