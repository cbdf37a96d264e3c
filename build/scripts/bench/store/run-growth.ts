/** `npm run bench -- growth`: from the command line's options to the table and the picture. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { machineOf } from '../machine.ts';
import { docs, recordSection } from './document.ts';
import { growthPlot } from './growth-plot.ts';
import { growthReport, type GrowthResults } from './growth-report.ts';
import { measureGrowth } from './growth.ts';

export interface GrowthRun {
  devices: readonly number[];
  /** 1 million and ten times as many, up to here. */
  mostSamples: number;
  record: boolean;
  note: string;
}

const cache = join(import.meta.dirname, '..', '..', '..', '..', '.cache', 'bench');
const leastSamples = 1_000_000;
const plotFile = 'benchmarks/growth.svg';

/** A million, and ten times as many each. Pure. */
export function sizesUpTo(most: number): number[] {
  const sizes: number[] = [];
  for (let samples = leastSamples; samples <= most; samples *= 10) sizes.push(samples);
  return sizes.length === 0 ? [most] : sizes;
}

/** Measure, print, keep. Nothing here fails: what grows is to be looked at. */
export async function runGrowth({ devices, mostSamples, record, note }: GrowthRun): Promise<boolean> {
  const points = await measureGrowth(devices, sizesUpTo(mostSamples), (text) => process.stderr.write(`${text}\n`));
  const results: GrowthResults = { takenMs: Date.now(), machine: machineOf(), note, points };
  const [report, plot] = [growthReport(results, plotFile), growthPlot(points)];
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'growth.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(cache, 'growth.svg'), plot);
  process.stdout.write(`${report}\n`);
  if (record) {
    recordSection('growth', report, results);
    writeFileSync(join(docs, plotFile), plot);
  }
  return true;
}
