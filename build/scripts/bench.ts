/** `npm run bench`: the console in a real browser, and the telemetry store beside its bound and its peers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startBench } from './bench/browser-page.ts';
import { isKept, tableOf, type Figure } from './bench/figures.ts';
import { measureLive } from './bench/live.ts';
import { measureReads } from './bench/reads.ts';
import { measureScale } from './bench/scale.ts';
import { machineOf } from './bench/machine.ts';
import { runGrowth } from './bench/store/run-growth.ts';
import { runStore } from './bench/store/run-store.ts';
import { bringUpToDate } from './bundles.ts';

const usage = `Usage: npm run bench -- [live] [scale] [store] [growth] [reads] [options]
  live             from a reading to the alarm's row on screen, at 1,000 readings a second
  scale            lists, scrolling and memory on a large site, seeded over HTTP first (minutes)
  --devices N      of the large site (default 10000)
  --alarms N       open on it (default 2000)
  --journal N      that came and went on it (default 200000)
  --minutes N      memory is watched for so long under live updates (default 5; 0 leaves it out)
  --data-dir DIR   a large site seeded before (npm run seed), by the administrator of the tests; with it a quiet minute is enough
  store            ingest, reads, size, start and memory of the telemetry store, beside what else is installed
  --short          ours and the bare node:http bound only, in two minutes; fails where the ratio is too low
  --rounds N       of the store (default 3)
  --samples N      of the store in a round (default 2000000; short 600000)
  growth           ingest, reads, start and memory at 1, 10 and 100 million samples, on sites of several sizes (half an hour)
  --sites N,N      how many devices they have (default 100,1000,10000)
  --most N         samples at most (default 100000000)
  reads            lists, queries, children and counts over the wire, on a site of --devices filled by SQL
  --past N         alarms, and as many events, that it finds there (default 500000)
  --record         puts the figures of store and growth into docs/benchmarks.md
  --note TEXT      stands beside them, such as what else the machine was doing
live and scale when none is named. Figures go to stdout as a table and to .cache/bench as JSON.`;

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
    'data-dir': { type: 'string' },
    past: { type: 'string', default: '500000' },
    short: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    samples: { type: 'string' },
    sites: { type: 'string', default: '100,1000,10000' },
    most: { type: 'string', default: '100000000' },
    record: { type: 'boolean', default: false },
    note: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

const inBrowser = {
  live: measureLive,
  scale: (bench: Parameters<typeof measureLive>[0]) =>
    measureScale(bench, { devices: count(values.devices), alarms: count(values.alarms), journal: count(values.journal), minutes: count(values.minutes), seeded: values['data-dir'] !== undefined }),
};
type BrowserName = keyof typeof inBrowser;
const browserNames = Object.keys(inBrowser) as BrowserName[];

function benchStore(): Promise<boolean> {
  const { short, record, note } = values;
  const samples = count(values.samples ?? (short ? '600000' : '2000000'));
  return runStore({ short, record, note, samples, rounds: count(values.rounds), devices: 1_000 });
}

async function benchReads(): Promise<boolean> {
  const figures = await measureReads({ devices: count(values.devices), alarms: count(values.past), events: count(values.past) });
  process.stdout.write(`\nreads\n\n${tableOf(figures)}\n`);
  keep('reads', { reads: figures });
  return figures.every(isKept);
}

function benchGrowth(): Promise<boolean> {
  const { sites, most, record, note } = values;
  return runGrowth({ devices: sites.split(',').map(count), mostSamples: count(most), record, note });
}

/** Measurements of the core alone; each says whether all is well. */
const ofCore = { store: benchStore, growth: benchGrowth, reads: benchReads };
type CoreName = keyof typeof ofCore;
const coreNames = Object.keys(ofCore) as CoreName[];

function requireKnown(words: readonly string[]): void {
  const names: readonly string[] = [...browserNames, ...coreNames];
  const unknown = words.find((word) => !names.includes(word));
  if (unknown !== undefined) throw new Error(`there is nothing called '${unknown}' to measure\n${usage}`);
}

function chosen<Name extends string>(names: readonly Name[], standard: readonly Name[]): readonly Name[] {
  return positionals.length === 0 ? standard : names.filter((name) => positionals.includes(name));
}

/** A core and a browser of its own for each measurement. */
async function measure(name: BrowserName): Promise<Figure[]> {
  const bench = await startBench(name === 'scale' ? values['data-dir'] : undefined);
  try {
    return await inBrowser[name](bench);
  } finally {
    await bench.end();
  }
}

function keep(what: string, results: Record<string, Figure[]>): void {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${what}.json`), `${JSON.stringify({ takenMs: Date.now(), machine: machineOf(), results }, null, 2)}\n`);
}

async function benchConsole(names: readonly BrowserName[]): Promise<boolean> {
  if (names.length === 0) return true;
  if (!(await bringUpToDate(['renderer']))) return false;
  const results: Record<string, Figure[]> = {};
  for (const name of names) {
    results[name] = await measure(name);
    process.stdout.write(`\n${name}\n\n${tableOf(results[name])}\n`);
  }
  keep('console', results);
  return Object.values(results).flat().every(isKept);
}

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  requireKnown(positionals);
  if (!(await bringUpToDate(['core']))) return 1;
  let good = await benchConsole(chosen(browserNames, browserNames));
  for (const name of chosen(coreNames, [])) good = (await ofCore[name]()) && good;
  return good ? 0 : 1;
}

process.exit(await main());
