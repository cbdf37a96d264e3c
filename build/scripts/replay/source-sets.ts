/** The data sets that can be replayed: where their files lie, how they are read, and what they become on the wire. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { findSource } from './source-files.ts';
import type { RowFormat } from './source-rows.ts';
import { Trouble } from './trouble.ts';

export const setNames = ['nab-machine', 'nab-ambient', 'london', 'london-raw', 'office'] as const;
export type SetName = (typeof setNames)[number];

/** What `--set all` means: every set but the dirty file that only shows how bad rows are told. */
export const usualSets: readonly SetName[] = ['nab-machine', 'nab-ambient', 'london', 'office'];

/** A series as it is named on the wire. */
export interface SeriesName {
  fragment: string;
  series: string;
  unit: string;
}

/** One device to be, with the files it measured. */
export interface SourceDevice {
  set: SetName;
  /** Name within the set; with the set's it names the device in the ledger. */
  key: string;
  name: string;
  /** Type of the managed object. */
  type: string;
  group: string;
  /** In the order they are to be sent. */
  files: string[];
  format: RowFormat;
  /** Type of its measurements. */
  measurementType: string;
  /** One for each of the format's value fields. */
  series: readonly SeriesName[];
}

type Plan = Omit<SourceDevice, 'set' | 'files'> & { paths: readonly string[] };

const nabFormat: RowFormat = { header: 'timestamp,value', fields: 2, timeField: 0, valueFields: [1], zone: 'Z' };

// The header is one name short, as R writes it: the first field of each row is a row number.
const officeFormat: RowFormat = {
  header: '"date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"',
  fields: 8,
  timeField: 1,
  valueFields: [2, 3, 4, 5, 6],
  zone: '+01:00',
};

const climate = (series: string, unit: string): SeriesName => ({ fragment: 'Climate', series, unit });

const machine: Plan = {
  key: 'machine',
  name: 'Large machine',
  type: 'temperature sensor',
  group: 'Factory',
  paths: ['nab/realKnownCause/machine_temperature_system_failure.csv'],
  format: nabFormat,
  measurementType: 'MachineReading',
  series: [{ fragment: 'Machine', series: 'temperature', unit: '°F' }],
};

const ambient: Plan = {
  key: 'ambient',
  name: 'Factory office',
  type: 'temperature sensor',
  group: 'Factory',
  paths: ['nab/realKnownCause/ambient_temperature_system_failure.csv'],
  format: nabFormat,
  measurementType: 'ClimateReading',
  series: [climate('temperature', '°F')],
};

const office: Plan = {
  key: 'office',
  name: 'Office room',
  type: 'room climate sensor',
  group: 'Office building',
  paths: ['datatest.txt', 'datatraining.txt', 'datatest2.txt'].map((file) => `uci-occupancy-office/${file}`),
  format: officeFormat,
  measurementType: 'ClimateReading',
  series: [
    climate('temperature', '°C'),
    climate('humidity', '%'),
    climate('light', 'lux'),
    climate('CO2', 'ppm'),
    climate('humidityRatio', 'kg/kg'),
  ],
};

const meterFolder = 'lcl-smart-meters/meters';

function meter(key: string, path: string, header: string): Plan {
  return {
    key,
    name: `Meter ${key}`,
    type: 'electricity meter',
    group: 'London meters',
    paths: [path],
    format: { header, fields: 3, timeField: 1, valueFields: [2], zone: 'Z', fixed: { field: 0, text: key } },
    measurementType: 'MeterReading',
    series: [{ fragment: 'Electricity', series: 'energy', unit: 'kWh' }],
  };
}

function londonMeters(folder: string): Plan[] {
  const meters = join(folder, meterFolder);
  const files = existsSync(meters) ? readdirSync(meters) : [];
  const keys = files.flatMap((file) => /^(MAC\d+)\.csv(\.gz)?$/.exec(file)?.[1] ?? []);
  return [...new Set(keys)].sort().map((key) => meter(key, `${meterFolder}/${key}.csv`, 'LCLid,tstp,energy(kWh/hh)'));
}

const rawMeter = meter('MAC000002', 'lcl-smart-meters/raw-format/MAC000002.csv', 'LCLid,DateTime,KWH/hh (per half hour)');

function plansOf(set: SetName, folder: string): Plan[] {
  if (set === 'nab-machine') return [machine];
  if (set === 'nab-ambient') return [ambient];
  if (set === 'office') return [office];
  return set === 'london' ? londonMeters(folder) : [rawMeter];
}

function withFiles(set: SetName, folder: string, { paths, ...plan }: Plan): SourceDevice | null {
  const files = paths.map((path) => findSource(folder, path));
  return files.every((file) => file !== null) ? { ...plan, set, files } : null;
}

/** The devices of a set whose files are under `folder`; none when any file of the set is missing. */
export function findDevices(set: SetName, folder: string): SourceDevice[] {
  const devices = plansOf(set, folder).map((plan) => withFiles(set, folder, plan));
  return devices.every((device) => device !== null) ? devices : [];
}

/** The same for several sets. @throws Trouble 'source' naming the first set that is not there. */
export function requireDevices(sets: readonly SetName[], folder: string): SourceDevice[] {
  return sets.flatMap((set) => {
    const devices = findDevices(set, folder);
    if (devices.length === 0) throw new Trouble('source', `The files of the set '${set}' are not under ${folder}`);
    return devices;
  });
}
