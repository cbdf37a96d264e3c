/** The telemetry store beside the bare bound and its peers, in one sitting. */
import { startBare } from './bare-system.ts';
import { influx } from './influx.ts';
import { startOwn } from './own-system.ts';
import { isInstalled, type PeerKind } from './peer-kind.ts';
import { startPeer } from './peer-system.ts';
import { nodeRed } from './node-red.ts';
import { postgres } from './postgres.ts';
import { killFamily, usageOf } from './process-usage.ts';
import { series } from './readings.ts';
import { measureBeside, measureReads } from './reads.ts';
import type { KeptFigures, ShapeFigures, StoreFigures, SystemFigures } from './results.ts';
import { entrantsOf, runRounds, type Entrant } from './rounds.ts';
import { settledBytes } from './settled.ts';
import { shapesOf, type Shape } from './shapes.ts';
import { measureStarts } from './starts.ts';
import { folderBytes, type System } from './system.ts';
import { victoria } from './victoria.ts';

export interface StoreOptions {
  /** Ours and the bound only, little of each. */
  short: boolean;
  devices: number;
  /** Samples a round of the shape with a hundred a request. */
  samples: number;
  rounds: number;
}

const starts = 3;
interface Before {
  memoryBytes: number;
  bytes: number;
}

function stateOf({ pid, folder }: System): Before {
  return { memoryBytes: usageOf(pid).memoryBytes, bytes: folder === null ? 0 : folderBytes(folder) };
}

/** All samples a system was sent, whichever way. */
function samplesOf(system: System, entrants: readonly Entrant[]): number {
  return entrants.reduce((sum, one) => sum + (one.system === system ? one.ingest.samples : 0), 0);
}

interface Setting {
  entrants: readonly Entrant[];
  /** A hundred samples a request. */
  shape: Shape;
  options: StoreOptions;
}

/** What is measured of a system that keeps readings, after the rounds. */
async function measureKept({ system, ingest, dialect }: Entrant, before: Before, figures: ShapeFigures, { entrants, shape, options }: Setting): Promise<KeptFigures> {
  const withYear = !options.short;
  await ingest.fillHistory(withYear ? 'year' : 'week');
  const bytesPerSample = ((await settledBytes(system)) - before.bytes) / samplesOf(system, entrants);
  const reads = await measureReads(system, withYear);
  const isWatched = dialect === 'cumulocity' && !options.short;
  const beside = isWatched ? await measureBeside(system, ingest, shape, figures[shape.name] ?? [], withYear) : null;
  return { reads, beside, bytesPerSample, startMs: await measureStarts({ system, ingest }, shape, options.short ? 1 : starts) };
}

interface Memory {
  idle: number;
  after: number;
}

async function measureOne(entrant: Entrant, before: Before, memory: Memory, figures: ShapeFigures, setting: Setting): Promise<SystemFigures> {
  const { system, isFirst } = entrant;
  const kept = isFirst && system.folder !== null ? await measureKept(entrant, before, figures, setting) : null;
  return { version: system.version, ingest: figures, memory, kept };
}

async function measure(systems: readonly System[], options: StoreOptions, told: (line: string) => void): Promise<StoreFigures> {
  const entrants = entrantsOf(systems);
  const shapes = shapesOf(options.samples / options.devices / series.length).filter((shape) => !options.short || shape.isCore);
  const before = entrants.map(({ system }) => stateOf(system));
  const rounds = await runRounds(entrants, shapes, options.rounds, told);
  // Of all at once: what is measured of the first takes minutes, in which the last gives memory back.
  const after = entrants.map(({ system }) => usageOf(system.pid).memoryBytes);
  const figures: StoreFigures = {};
  for (const [index, entrant] of entrants.entries()) {
    const [shape] = shapes;
    const known = before[index];
    if (!shape || !known) continue;
    told(`reads, size and starts: ${entrant.name}`);
    const memory = { idle: known.memoryBytes, after: after[index] ?? NaN };
    figures[entrant.name] = await measureOne(entrant, known, memory, rounds[entrant.name] ?? {}, { entrants, shape, options });
  }
  return figures;
}

const peers: readonly PeerKind[] = [influx, victoria, postgres, nodeRed];

/** Peers that are not there, with what brings each. */
export function missingPeers(): string[] {
  return peers.filter((kind) => !isInstalled(kind)).map((kind) => `${kind.name} (${kind.install})`);
}

/** Ours first; each started is put into `systems`, so that it can be stopped whatever happens to the next. */
async function startAll(systems: System[], { devices, short }: StoreOptions): Promise<void> {
  const own = await startOwn(devices);
  systems.push(own);
  systems.push(await startBare(own.devices, own.historyDevice));
  for (const kind of short ? [] : peers.filter(isInstalled)) systems.push(await startPeer(kind, devices));
}

/** Whoever ends the measurement ends what it has started. */
function endWithUs(systems: readonly System[]): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all(systems.map(({ pid }) => killFamily(pid))).then(() => process.exit(1)));
  }
}

/** @param told what is going on. */
export async function measureStore(options: StoreOptions, told: (line: string) => void): Promise<StoreFigures> {
  const systems: System[] = [];
  endWithUs(systems);
  try {
    await startAll(systems, options);
    return await measure(systems, options, told);
  } finally {
    for (const system of systems) await system.stop();
  }
}
