/** `npm run bench`: what the console takes and how it bears a large site, measured in a real browser against a real core. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startBench } from './bench/browser-page.ts';
import { isKept, tableOf, type Figure } from './bench/figures.ts';
import { measureLive } from './bench/live.ts';
import { measureScale } from './bench/scale.ts';
import { bringUpToDate } from './bundles.ts';

const usage = `Usage: npm run bench -- [live] [scale] [options]
  live             from a reading to the alarm's row on screen, at 1,000 readings a second
  scale            lists, scrolling and memory on a large site, seeded over HTTP first (minutes)
  --devices N      of the large site (default 10000)
  --alarms N       open on it (default 2000)
  --journal N      that came and went on it (default 200000)
  --minutes N      memory is watched for so long under live updates (default 5; 0 leaves it out)
Both when none is named. The figures go to stdout as a table and to .cache/bench as JSON.`;

const count = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`a whole number is wanted, not '${text}'`);
  return Number(text);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    devices: { type: 'string', default: '10000' },
    alarms: { type: 'string', default: '2000' },
    journal: { type: 'string', default: '200000' },
    minutes: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});

const measurements = {
  live: measureLive,
  scale: (bench: Parameters<typeof measureLive>[0]) =>
    measureScale(bench, { devices: count(values.devices), alarms: count(values.alarms), journal: count(values.journal), minutes: count(values.minutes) }),
};
type Name = keyof typeof measurements;

function chosen(): Name[] {
  const names = Object.keys(measurements) as Name[];
  const unknown = positionals.find((word) => !names.some((name) => name === word));
  if (unknown !== undefined) throw new Error(`there is nothing called '${unknown}' to measure\n${usage}`);
  return positionals.length === 0 ? names : names.filter((name) => positionals.includes(name));
}

/** A core and a browser of its own for each measurement. */
async function measure(name: Name): Promise<Figure[]> {
  const bench = await startBench();
  try {
    return await measurements[name](bench);
  } finally {
    await bench.end();
  }
}

function keep(results: Record<string, Figure[]>): void {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  const machine = { processor: cpus()[0]?.model ?? arch(), cores: cpus().length, memoryBytes: totalmem(), node: process.version };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'console.json'), `${JSON.stringify({ takenMs: Date.now(), machine, results }, null, 2)}\n`);
}

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const names = chosen();
  if (!(await bringUpToDate(['renderer']))) return 1;
  const results: Record<string, Figure[]> = {};
  for (const name of names) {
    results[name] = await measure(name);
    process.stdout.write(`\n${name}\n\n${tableOf(results[name])}\n`);
  }
  keep(results);
  return Object.values(results).flat().every(isKept) ? 0 : 1;
}

process.exit(await main());
