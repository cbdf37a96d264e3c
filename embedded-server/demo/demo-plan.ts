/**
 * The demo site: what is in it and what goes wrong there. A cold store, a greenhouse, a heat plant and a waterworks,
 * fifty devices, in the field's own words. Everything that is made of it belongs to the demo site and goes with it.
 */
import type { Severity } from '#contract/alarms.ts';
import type { Condition } from '#contract/rules.ts';

import { battery, counter, cycling, daily, dayMs, door, fault, hourMs, minuteMs, plus, wear, whileOn, type DemoValue } from './demo-values.ts';

export interface DemoGroup {
  key: string;
  name: string;
  parent?: string;
}

export interface DemoSeries {
  fragment: string;
  series: string;
  unit: string;
  decimals: number;
  value: DemoValue;
}

export interface DemoDevice {
  name: string;
  type: string;
  group: string;
  values: DemoSeries[];
  /** Numbers of its values that are pinned to Now. */
  pinned?: number[];
}

export interface DemoRule {
  name: string;
  /** Key of the group it applies to. */
  group: string;
  series: { fragment: string; series: string };
  condition: Condition;
  severity: Severity;
  text: string;
  help: string;
}

export const demoGroups: readonly DemoGroup[] = [
  { key: 'cold', name: 'Cold store' },
  { key: 'freezers', name: 'Freezer rooms', parent: 'cold' },
  { key: 'chillers', name: 'Chillers', parent: 'cold' },
  { key: 'rack', name: 'Compressor rack A', parent: 'cold' },
  { key: 'dock', name: 'Loading dock', parent: 'cold' },
  { key: 'green', name: 'Greenhouse' },
  { key: 'house1', name: 'House 1', parent: 'green' },
  { key: 'house2', name: 'House 2', parent: 'green' },
  { key: 'heat', name: 'Heat plant' },
  { key: 'water', name: 'Waterworks' },
  { key: 'wells', name: 'Well field', parent: 'water' },
  { key: 'network', name: 'Network', parent: 'water' },
];

let seeds = 0;
/** A number of its own for each value, always the same in the same order. */
const seed = () => (seeds += 1) * 17;

const celsius = (fragment: string, value: DemoValue): DemoSeries => ({ fragment, series: 'temperature', unit: '°C', decimals: 1, value });
const of = (fragment: string, series: string, unit: string, decimals: number, value: DemoValue): DemoSeries => ({ fragment, series, unit, decimals, value });
const charge = (now: number, lossADay: number) => of('battery', 'charge', '%', 0, battery(seed(), now, lossADay));

/** The door of freezer room 2 is left open soon after the demo site is made, and again every six hours. */
const leftOpen = fault(3 * minuteMs, 40 * minuteMs, 6 * hourMs);

function freezer(name: string, mean: number, trouble: DemoValue): DemoDevice[] {
  const opened = door(seed());
  const air = plus(whileOn(cycling(seed(), mean, 0.7, 22 * minuteMs), opened, 0.8), trouble, 7.4);
  const coil = plus(cycling(seed(), mean - 5.2, 0.5, 22 * minuteMs), trouble, 4);
  return [
    { name, type: 'Cold-room sensor, two probes', group: 'freezers', values: [celsius('air', air), celsius('coil', coil), charge(87, 0.1)], pinned: [0] },
    { name: `${name} door`, type: 'Door contact', group: 'freezers', values: [of('door', 'open', '', 0, (moment) => Math.max(opened(moment), trouble(moment) > 0 ? 1 : 0)), charge(74, 0.1)] },
    { name: `${name} evaporator fan`, type: 'Power meter', group: 'freezers', values: [of('motor', 'current', 'A', 1, cycling(seed(), 3.1, 0.4, 22 * minuteMs))] },
  ];
}

const quiet: DemoValue = () => 0;

function chiller(name: string, mean: number): DemoDevice {
  const values = [celsius('air', cycling(seed(), mean, 0.6, 17 * minuteMs)), of('air', 'humidity', '%', 0, daily(seed(), 84, 3, 2)), charge(92, 0.1)];
  return { name, type: 'Cold-room sensor', group: 'chillers', values };
}

function compressor(number: number): DemoDevice {
  const values = [of('motor', 'current', 'A', 1, cycling(seed(), 40, 3, 9 * minuteMs)), of('motor', 'hours', 'h', 1, counter(seed(), 12_400 + 900 * number, 15))];
  return { name: `Compressor ${number}`, type: 'Screw compressor', group: 'rack', values };
}

/** The condenser gets dirty: its pressure creeps up to the limit within hours, until it is washed. */
const dirt = wear(45 * minuteMs, 16 * hourMs);

const coldStore: DemoDevice[] = [
  ...freezer('Freezer room 1', -22.4, quiet),
  ...freezer('Freezer room 2', -21.2, leftOpen),
  ...freezer('Freezer room 3', -21.9, quiet),
  chiller('Chiller 1', 3.1),
  chiller('Chiller 2', 2.4),
  chiller('Chiller 3', 2.6),
  { name: 'Condenser', type: 'Pressure transmitter', group: 'rack', values: [of('condensing', 'pressure', 'bar', 1, plus(daily(seed(), 13.2, 0.4, 0.3), dirt, 4.6))], pinned: [0] },
  { name: 'Suction line', type: 'Pressure transmitter', group: 'rack', values: [of('suction', 'pressure', 'bar', 1, cycling(seed(), 1.9, 0.15, 9 * minuteMs))] },
  compressor(1),
  compressor(2),
  { name: 'Dock door', type: 'Door contact', group: 'dock', values: [of('door', 'open', '', 0, door(seed())), charge(66, 0.1)] },
  { name: 'Dock temperature', type: 'Room sensor', group: 'dock', values: [celsius('air', daily(seed(), 9, 3, 0.8))] },
];

function house(number: 1 | 2, humid: number): DemoDevice[] {
  const group = `house${number}`;
  return [
    { name: `House ${number} climate`, type: 'Climate sensor', group, values: [celsius('air', daily(seed(), 21, 4, 0.6)), of('air', 'humidity', '%', 0, daily(seed(), humid, -4, 1)), of('air', 'co2', 'ppm', 0, daily(seed(), 780, -160, 40))], pinned: [0, 1] },
    { name: `House ${number} soil, row A`, type: 'Soil probe', group, values: [of('soil', 'moisture', '%', 0, daily(seed(), 46, -6, 2)), charge(81, 0.2)] },
    { name: `House ${number} soil, row B`, type: 'Soil probe', group, values: [of('soil', 'moisture', '%', 0, daily(seed(), 49, -5, 2)), charge(number === 2 ? 19.6 : 78, 0.9)] },
    { name: `House ${number} light`, type: 'Light sensor', group, values: [of('light', 'illuminance', 'klx', 1, ({ dayPart }) => Math.max(0, 42 * Math.sin((dayPart - 0.27) * 2 * Math.PI)))] },
    { name: `House ${number} vents`, type: 'Actuator', group, values: [of('vent', 'position', '%', 0, (moment) => Math.max(0, Math.min(100, daily(5, 20, 30, 6)(moment))))] },
    { name: `House ${number} irrigation`, type: 'Flow meter', group, values: [of('water', 'volume', 'm³', 2, counter(seed(), 310 * number, 4.2))] },
  ];
}

const heatPlant: DemoDevice[] = [
  { name: 'Boiler 1', type: 'Biomass boiler', group: 'heat', values: [celsius('outlet', cycling(seed(), 92, 2, 40 * minuteMs)), of('burner', 'power', 'kW', 0, daily(seed(), 640, -90, 30))], pinned: [0, 1] },
  { name: 'Boiler 2', type: 'Oil boiler, reserve', group: 'heat', values: [celsius('outlet', cycling(seed(), 71, 1, 60 * minuteMs)), of('burner', 'power', 'kW', 0, quiet)] },
  { name: 'District supply', type: 'Heat meter', group: 'heat', values: [celsius('supply', daily(seed(), 83, -3, 0.5)), celsius('return', daily(seed(), 46, -2, 0.6)), of('heat', 'energy', 'MWh', 2, counter(seed(), 8_410, 14))] },
  { name: 'Flue gas', type: 'Gas analyser', group: 'heat', values: [celsius('flue', daily(seed(), 168, 4, 4)), of('flue', 'oxygen', '%', 1, daily(seed(), 7.4, 0.3, 0.4))] },
  { name: 'Fuel silo', type: 'Level radar', group: 'heat', values: [of('silo', 'level', '%', 0, ({ sinceMs }) => 82 - (((sinceMs + 2 * dayMs) % (6 * dayMs)) / (6 * dayMs)) * 60)] },
  { name: 'Outdoor', type: 'Weather station', group: 'heat', values: [celsius('air', daily(seed(), 2, 3, 0.8)), of('wind', 'speed', 'm/s', 1, (moment) => Math.max(0, daily(9, 3.4, 1.2, 1.4)(moment)))] },
  { name: 'Circulation pump A', type: 'Pump', group: 'heat', values: [of('motor', 'current', 'A', 1, daily(seed(), 11.6, 0.5, 0.3)), of('outlet', 'pressure', 'bar', 2, daily(seed(), 4.1, 0.1, 0.05))] },
  { name: 'Circulation pump B', type: 'Pump', group: 'heat', values: [of('motor', 'current', 'A', 1, daily(seed(), 11.2, 0.5, 0.3)), of('outlet', 'pressure', 'bar', 2, daily(seed(), 4.1, 0.1, 0.05))] },
];

function well(number: number): DemoDevice {
  const values = [of('well', 'level', 'm', 2, daily(seed(), 12 + number, 0.4, 0.1)), of('pump', 'flow', 'm³/h', 1, daily(seed(), 28, 6, 1))];
  return { name: `Well ${number}`, type: 'Well station', group: 'wells', values };
}

function zone(name: string, perDay: number): DemoDevice {
  const values = [of('zone', 'pressure', 'bar', 2, daily(seed(), 4.6, -0.25, 0.06)), of('water', 'volume', 'm³', 1, counter(seed(), 20 * perDay, perDay)), charge(58 + (perDay % 30), 0.15)];
  return { name, type: 'Zone meter', group: 'network', values };
}

const waterworks: DemoDevice[] = [
  well(1),
  well(2),
  well(3),
  { name: 'Water tower', type: 'Level transmitter', group: 'network', values: [of('tower', 'level', 'm', 2, daily(seed(), 6.1, -1.1, 0.08))], pinned: [0] },
  { name: 'Booster station', type: 'Pump station', group: 'network', values: [of('outlet', 'pressure', 'bar', 2, daily(seed(), 5.2, 0.15, 0.05)), of('motor', 'current', 'A', 1, cycling(seed(), 17, 1.2, 14 * minuteMs))] },
  { name: 'Water quality', type: 'Analyser', group: 'network', values: [of('water', 'turbidity', 'NTU', 2, plus(daily(seed(), 0.22, 0.03, 0.03), fault(8 * hourMs, 50 * minuteMs, 21 * hourMs), 0.9)), of('water', 'chlorine', 'mg/l', 2, daily(seed(), 0.31, 0.03, 0.02)), celsius('water', daily(seed(), 7.4, 0.3, 0.1))] },
  zone('Zone Harju', 310),
  zone('Zone Ranta', 420),
  zone('Zone Keskusta', 690),
  zone('Zone Asema', 250),
  zone('Zone Teollisuus', 530),
  zone('Zone Pelto', 140),
];

export const demoDevices: readonly DemoDevice[] = [...coldStore, ...house(1, 78), ...house(2, 94), ...heatPlant, ...waterworks];

function above(limit: number, deadband: number, forMs: number): Condition {
  return { kind: 'threshold', direction: 'above', limit, deadband, forMs, clearForMs: 0 };
}

function below(limit: number, deadband: number, forMs: number): Condition {
  return { kind: 'threshold', direction: 'below', limit, deadband, forMs, clearForMs: 0 };
}

export const demoRules: readonly DemoRule[] = [
  {
    name: 'Freezer too warm',
    group: 'freezers',
    series: { fragment: 'air', series: 'temperature' },
    condition: above(-18, 0.5, 2 * minuteMs),
    severity: 'CRITICAL',
    text: 'too warm',
    help: 'Close the door and free the strip curtain.\nAbove −12 °C for 30 min, move the stock to another room.\nCall cooling service if the fan does not run.',
  },
  {
    name: 'Condensing pressure high',
    group: 'rack',
    series: { fragment: 'condensing', series: 'pressure' },
    condition: above(17.5, 0.4, 0),
    severity: 'MAJOR',
    text: 'pressure too high',
    help: 'Wash the condenser.\nSee that both fans turn.',
  },
  {
    name: 'Too humid in a house',
    group: 'green',
    series: { fragment: 'air', series: 'humidity' },
    condition: above(88, 2, 0),
    severity: 'MINOR',
    text: 'too humid',
    help: 'Open the vents by 10 %.',
  },
  {
    name: 'Water cloudy',
    group: 'water',
    series: { fragment: 'water', series: 'turbidity' },
    condition: above(0.8, 0.2, 5 * minuteMs),
    severity: 'CRITICAL',
    text: 'cloudy',
    help: 'Take a sample.\nFlush the line and call the laboratory.',
  },
  {
    name: 'Tower level low',
    group: 'network',
    series: { fragment: 'tower', series: 'level' },
    condition: below(4.5, 0.3, 0),
    severity: 'MAJOR',
    text: 'level low',
    help: 'Start the second well pump.',
  },
  {
    name: 'Battery low',
    group: 'green',
    series: { fragment: 'battery', series: 'charge' },
    condition: below(20, 5, 0),
    severity: 'WARNING',
    text: 'battery low',
    help: 'Change the battery within two weeks.',
  },
];
