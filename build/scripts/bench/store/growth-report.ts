/** Growth as a table, and what follows from it for one workstation. Pure. */
import type { Machine } from '../machine.ts';
import type { GrowthPoint } from './growth.ts';
import { written } from './spread.ts';

export interface GrowthResults {
  takenMs: number;
  machine: Machine;
  note: string;
  points: GrowthPoint[];
}

const heads = ['devices', 'samples', 'ingest, samples/s', 'ingest p99, ms', '7 days raw, ms', '7 days in 500, ms', 'everything in 1,000, ms', 'latest of all, ms', 'start, ms', 'memory, MiB', 'bytes/sample'];

function cells(point: GrowthPoint): string[] {
  const { devices, samples, ingestPerSecond, ingestP99Ms, rawMs, bucketsMs, wholeMs, latestMs, startMs, memoryBytes, bytesPerSample } = point;
  const times = [ingestP99Ms, rawMs, bucketsMs, wholeMs, latestMs, startMs].map(written);
  return [String(devices), written(samples), written(ingestPerSecond), ...times, String(Math.round(memoryBytes / 2 ** 20)), bytesPerSample.toFixed(2)];
}

const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;

/** What one machine bears for years: a part of what it can do at its slowest, the rest being for reads, backups and bursts. */
const usedPart = 0.25;
const seriesPerDevice = 5;
const secondsOfYear = 365 * 86_400;
const diskBytes = 500e9;

export interface Capacity {
  samplesPerSecond: number;
  /** With five series a minute each. */
  devices: number;
  bytesPerYear: number;
  /** Until half a terabyte is full. */
  daysOnDisk: number;
}

/** From the slowest of what was measured, and the largest site. */
export function capacityOf(points: readonly GrowthPoint[]): Capacity {
  const samplesPerSecond = usedPart * Math.min(...points.map(({ ingestPerSecond }) => ingestPerSecond));
  // Small sites carry the fixed parts of their files: the largest tells what a sample takes.
  const largest = points.toSorted((one, other) => other.samples - one.samples || other.devices - one.devices)[0];
  const bytesPerYear = samplesPerSecond * secondsOfYear * (largest?.bytesPerSample ?? NaN);
  return { samplesPerSecond, devices: (samplesPerSecond * 60) / seriesPerDevice, bytesPerYear, daysOnDisk: (diskBytes / bytesPerYear) * 365 };
}

function size(bytes: number): string {
  return bytes < 1e12 ? `${written(bytes / 1e9)} GB` : `${written(bytes / 1e12)} TB`;
}

function model(points: readonly GrowthPoint[]): string {
  const { samplesPerSecond, devices, bytesPerYear, daysOnDisk } = capacityOf(points);
  const smallSite = 10_000;
  const share = smallSite / devices;
  return [
    `One workstation: a quarter of the slowest rate above, ${written(samplesPerSecond)} samples/s, is what it may be given for years; that is ${written(devices)} devices with five series a minute. ` +
      `They fill ${size(bytesPerYear)} a year: half a terabyte lasts ${Math.round(daysOnDisk)} days.`,
    `A site of 10,000 such devices takes ${written(share * 100)} % of that and ${size(share * bytesPerYear)} a year.`,
  ].join('\n');
}

/** @param plot path of the picture from the document. */
export function growthReport({ takenMs, machine, note, points }: GrowthResults, plot: string): string {
  const { processor, cores, memoryBytes, system, node } = machine;
  return [
    `Taken ${new Date(takenMs).toISOString().slice(0, 10)} on ${processor}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${system}, Node ${node}. ${note}`.trim(),
    [line(heads), line(heads.map(() => '---')), ...points.map((point) => line(cells(point)))].join('\n'),
    `![Cost by samples stored](${plot})`,
    model(points),
  ].join('\n\n');
}
