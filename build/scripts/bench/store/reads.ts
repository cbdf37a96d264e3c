/** Reads over HTTP (PostgreSQL: over its own protocol), never two at once, each timed to its last byte. */
import { untilStill, type Ingest, type IngestFigures } from './ingest.ts';
import { prepareLoad, type LoadResult, type ReadyLoad } from './load.ts';
import type { Shape } from './shapes.ts';
import type { ReadName, System } from './system.ts';

export const readWords: Record<ReadName, string> = {
  raw: '7 days at 1/min, every point',
  buckets: '7 days at 1/min in half-hours (at most 500 points)',
  latest: 'latest value of every series',
  year: 'a year at 1/min in half-days (at most 1,000 points)',
};

const times: Record<ReadName, number> = { raw: 200, buckets: 200, latest: 50, year: 50 };
const warmUps = 20;
/** Nothing is warm then, neither the processor nor what it has at hand. */
const pacedPerSecond = 40;
const names = Object.keys(times) as ReadName[];

export interface ReadFigure extends LoadResult {
  /** With a pause before each. */
  pacedP50Ms: number;
}
export type ReadFigures = Partial<Record<ReadName, ReadFigure>>;

/** @param perSecond null = each as soon as the one before is answered. */
function prepareRead(system: System, requests: readonly string[], count: number, perSecond: number | null): Promise<ReadyLoad> {
  const postgres = system.dialects.some((dialect) => dialect.startsWith('postgres'));
  const work = { kind: 'reads' as const, requests, times: count, postgres };
  return prepareLoad({ port: system.readPort, connections: 1, perSecond, mayBreak: false, work });
}

/** One kind of read, so many times, one after the other. */
export async function read(system: System, requests: readonly string[], count: number): Promise<LoadResult> {
  return (await prepareRead(system, requests, count, null)).run();
}

async function figureOf(system: System, requests: readonly string[], count: number): Promise<ReadFigure> {
  await read(system, requests, warmUps);
  const figure = await read(system, requests, count);
  const paced = await (await prepareRead(system, requests, count, pacedPerSecond)).run();
  return { ...figure, pacedP50Ms: paced.p50Ms };
}

/** @param withYear whether the history is that long. @returns nothing for what keeps nothing. */
export async function measureReads(system: System, withYear: boolean): Promise<ReadFigures> {
  const browsers = await system.reads();
  const figures: ReadFigures = {};
  for (const name of names) {
    if (browsers.length === 0 || (name === 'year' && !withYear)) continue;
    figures[name] = await figureOf(system, browsers.map((requests) => requests[name]), times[name]);
  }
  return figures;
}

/** Ingest at half its pace, alone and beside each kind of read: p99 of its requests, turn by turn. */
export interface BesideFigures {
  requestsPerSecond: number;
  aloneP99Ms: number[];
  beside: Partial<Record<ReadName, number[]>>;
}

/** One collection of garbage or one slow write is the p99 of such a turn: a single turn tells nothing. */
const besideTurns = 5;
const besideSeconds = 6;
/** Reads a second beside the ingest: a year is not looked at ten times a second. */
const besidePerSecond: Record<ReadName, number> = { raw: 10, buckets: 10, latest: 2, year: 1 };

function paced(shape: Shape, perSecond: number, devices: number): Shape {
  return { ...shape, rows: shape.rowsPerRequest * Math.ceil((perSecond * besideSeconds) / devices) };
}

interface Beside {
  requests: readonly string[];
  perSecond: number;
}

/** p99 of the ingest's requests while somebody reads, or nobody. */
async function p99Beside(system: System, ingest: Ingest, shape: Shape, perSecond: number, read: Beside | null): Promise<number> {
  const load = await ingest.prepare(shape, { perSecond });
  const reads = read && (await prepareRead(system, read.requests, besideSeconds * read.perSecond, read.perSecond));
  await untilStill(system.pid);
  const [{ p99Ms, samples }] = await Promise.all([load.run(), reads?.run()]);
  ingest.samples += samples;
  return p99Ms;
}

/** @param full figures at full speed; half of that leaves room, so that what a read adds can be seen. */
export async function measureBeside(system: System, ingest: Ingest, shape: Shape, full: readonly IngestFigures[], withYear: boolean): Promise<BesideFigures | null> {
  const browsers = await system.reads();
  if (browsers.length === 0 || full.length === 0) return null;
  const perSecond = Math.round(full.reduce((sum, one) => sum + one.requests / one.seconds, 0) / full.length / 2);
  const load = paced(shape, perSecond, system.devices.length);
  const figures: BesideFigures = { requestsPerSecond: perSecond, aloneP99Ms: [], beside: {} };
  for (let turn = 0; turn < besideTurns; turn += 1) {
    figures.aloneP99Ms.push(await p99Beside(system, ingest, load, perSecond, null));
    for (const name of names.filter((one) => withYear || one !== 'year')) {
      const read = { requests: browsers.map((requests) => requests[name]), perSecond: besidePerSecond[name] };
      (figures.beside[name] ??= []).push(await p99Beside(system, ingest, load, perSecond, read));
    }
  }
  return figures;
}
