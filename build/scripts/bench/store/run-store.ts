/** `npm run bench -- store`: from the command line's options to what is printed, kept and judged. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { machineOf } from '../machine.ts';
import { recordSection } from './document.ts';
import { storeReport } from './report.ts';
import type { StoreFigures, StoreResults } from './results.ts';
import { ratioOf, writtenRatio } from './spread.ts';
import { measureStore, missingPeers, type StoreOptions } from './store-bench.ts';

const cache = join(import.meta.dirname, '..', '..', '..', '..', '.cache', 'bench');

/** Of what bare node:http takes with the same bodies: under that something in the way costs more than it should. */
export const leastOfBound = 0.5;

export interface StoreRun extends StoreOptions {
  /** Put it into docs/benchmarks.md. */
  record: boolean;
  note: string;
}

/** Ours by the bound, of the first shape. */
function boundRatio(figures: StoreFigures): ReturnType<typeof ratioOf> {
  const [ours, bound] = [figures['Valvomo'], figures['bare node:http']];
  const [shape = ''] = Object.keys(ours?.ingest ?? {});
  const rates = (one: typeof ours) => (one?.ingest[shape] ?? []).map(({ perSecond }) => perSecond);
  return ratioOf(rates(ours), rates(bound));
}

/** The short form is measured so often at most before its ratio counts as missed: what else a machine does can weigh on one sitting. */
const mostSittings = 4;

/** Measure, print, keep. @returns ours by the bound. */
async function sitting({ record, note, ...options }: StoreRun, missing: string[], told: (line: string) => void): Promise<ReturnType<typeof ratioOf>> {
  const figures = await measureStore(options, told);
  const results: StoreResults = { takenMs: Date.now(), machine: machineOf(), note, figures, missing };
  const report = storeReport(results);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'store.json'), `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${report}\n\n`);
  if (record) recordSection('store', report, results);
  return boundRatio(figures);
}

/** @returns whether the ratio to the bound is what the short form asks for, in one of its sittings; the full form only tells. */
export async function runStore(run: StoreRun): Promise<boolean> {
  const told = (line: string) => process.stderr.write(`${line}\n`);
  const missing = run.short ? [] : missingPeers();
  for (const peer of missing) told(`not installed, so not measured: ${peer}`);
  for (let left = run.short ? mostSittings : 1; left > 0; left -= 1) {
    const ratio = await sitting(run, missing, told);
    const kept = ratio.median >= leastOfBound;
    process.stdout.write(`Ours by bare node:http: ${writtenRatio(ratio)}; at least ${leastOfBound} is wanted: ${kept ? 'kept' : 'MISSED'}\n`);
    if (kept) return true;
  }
  return !run.short;
}
