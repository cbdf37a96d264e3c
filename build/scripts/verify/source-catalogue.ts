/** Which files each data set has and what of them should be in the store. The verifier's own table. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { meterLine, nabLine, officeLine, readSource, type ExpectedReading, type LineReader, type UnreadableRow } from './source-lines.ts';

/** A series as the wire should show it. */
export interface ExpectedSeries {
  /** `fragment.series` */
  path: string;
  unit: string;
}

/** What one device should have stored. */
export interface SourceOfDevice {
  files: string[];
  reader: LineReader;
  utcOffsetMs: number;
  type: string;
  series: ExpectedSeries[];
}

const hourMs = 3_600_000;
const nab = 'nab/realKnownCause';
const meters = 'lcl-smart-meters/meters';

function meterSource(key: string, folder: string): SourceOfDevice {
  return {
    files: [`${folder}/${key}.csv`],
    reader: meterLine(key),
    utcOffsetMs: 0,
    type: 'MeterReading',
    series: [{ path: 'Electricity.energy', unit: 'kWh' }],
  };
}

function nabSource(name: string, type: string, path: string): SourceOfDevice {
  return { files: [`${nab}/${name}.csv`], reader: nabLine, utcOffsetMs: 0, type, series: [{ path, unit: '°F' }] };
}

const officeSource: SourceOfDevice = {
  files: ['datatest.txt', 'datatraining.txt', 'datatest2.txt'].map((name) => `uci-occupancy-office/${name}`),
  reader: officeLine,
  utcOffsetMs: hourMs,
  type: 'ClimateReading',
  series: [
    { path: 'Climate.temperature', unit: '°C' },
    { path: 'Climate.humidity', unit: '%' },
    { path: 'Climate.light', unit: 'lux' },
    { path: 'Climate.CO2', unit: 'ppm' },
    { path: 'Climate.humidityRatio', unit: 'kg/kg' },
  ],
};

const single: Readonly<Record<string, Readonly<Record<string, SourceOfDevice>>>> = {
  'nab-machine': { machine: nabSource('machine_temperature_system_failure', 'MachineReading', 'Machine.temperature') },
  'nab-ambient': { ambient: nabSource('ambient_temperature_system_failure', 'ClimateReading', 'Climate.temperature') },
  'london-raw': { MAC000002: meterSource('MAC000002', 'lcl-smart-meters/raw-format') },
  office: { office: officeSource },
};

/** The source of a device, by set and key; null when there is no such thing. */
export function sourceOf(set: string, key: string): SourceOfDevice | null {
  if (set === 'london') return meterSource(key, meters);
  return single[set]?.[key] ?? null;
}

/** Keys of all devices a set should have. */
export function keysOf(set: string, folder: string): string[] {
  if (set !== 'london') return Object.keys(single[set] ?? {});
  const path = join(folder, meters);
  const names = existsSync(path) ? readdirSync(path) : [];
  return names.filter((name) => name.startsWith('MAC')).map((name) => name.replace(/\.csv(\.gz)?$/, '')).sort();
}

function textOf(folder: string, file: string): string {
  const path = join(folder, file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  return gunzipSync(readFileSync(`${path}.gz`)).toString('utf8');
}

/** All rows of a device's files, in the files' order. @throws when a file is missing. */
export function readSources(source: SourceOfDevice, folder: string): { readings: ExpectedReading[]; unreadable: UnreadableRow[] } {
  const files = source.files.map((file) => readSource(file, textOf(folder, file), source.reader, source.utcOffsetMs));
  return { readings: files.flatMap(({ readings }) => readings), unreadable: files.flatMap(({ unreadable }) => unreadable) };
}
