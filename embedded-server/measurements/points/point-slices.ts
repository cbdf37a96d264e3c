/** A long stretch of a series in slices that are each read quickly, so that others get their turn in between. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import { blockEdges, type BlockEdges } from '../blocks/block-store.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { readColumns, type PointColumns, type SeriesName } from './point-range.ts';

/** A reach that was too short is so many times as long the next time. */
const growth = 8;

export interface PointStore {
  database: TenantDatabase;
  measurements: MeasurementMemory;
}

interface Slice {
  endMs: number;
  /** Those that reach into it. */
  blocks: BlockEdges[];
}

/** The blocks of a source from a moment on, looked up again when blocks have been written meanwhile. */
class BlocksAhead {
  readonly #database: TenantDatabase;
  readonly #source: number;
  readonly #toMs: number;
  #blocks: readonly BlockEdges[] = [];
  /** The first that may not have ended. */
  #first = 0;
  #writes = -1;

  constructor(database: TenantDatabase, source: number, toMs: number) {
    this.#database = database;
    this.#source = source;
    this.#toMs = toMs;
  }

  /** The next slice: until a block begins, so that each is mostly one block. Starts must ascend. */
  slice(startMs: number): Slice {
    this.#lookUp(startMs);
    const blocks: BlockEdges[] = [];
    for (let index = this.#first; index < this.#blocks.length; index += 1) {
      const block = this.#blocks[index];
      if (!block) continue;
      if (block.from_ms > startMs) return { endMs: block.from_ms, blocks };
      if (block.to_ms >= startMs) blocks.push(block);
    }
    return { endMs: this.#toMs, blocks };
  }

  #lookUp(startMs: number): void {
    const writes = this.#database.writesTo(['measurement_blocks']);
    if (writes !== this.#writes) {
      this.#blocks = this.#database.read(blockEdges(this.#source, startMs, this.#toMs));
      this.#first = 0;
      this.#writes = writes;
    }
    while ((this.#blocks[this.#first]?.to_ms ?? Infinity) < startMs) this.#first += 1;
  }
}

/** A stretch of time that is read at once, and the blocks that reach into it. */
export interface BlockSlice {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  blocks: readonly BlockEdges[];
}

/** Slices of a stretch of time, oldest first; nothing for a device that has never measured. */
export function* blockSlices({ database, measurements }: PointStore, deviceId: number, fromMs: number, toMs: number): Generator<BlockSlice> {
  const source = measurements.ordinalOf(deviceId);
  if (source === undefined) return;
  const ahead = new BlocksAhead(database, source, toMs);
  for (let startMs = fromMs; startMs < toMs; ) {
    const { endMs, blocks } = ahead.slice(startMs);
    yield { fromMs: startMs, toMs: endMs, blocks };
    startMs = endMs;
  }
}

/** The points of a series in [fromMs, toMs), oldest first, slice by slice; empty slices are not given. */
export function* pointSlices(store: PointStore, name: SeriesName, fromMs: number, toMs: number): Generator<PointColumns> {
  for (const slice of blockSlices(store, name.deviceId, fromMs, toMs)) {
    const points = readColumns(store.database, store.measurements, name, slice.fromMs, slice.toMs, slice.blocks);
    if (points.times.length > 0) yield points;
  }
}

/** Nobody asks for what is further away than this. */
const furthestMs = 20 * 366 * 86_400_000;
const nearestMs = 60_000;

export interface Point {
  timeMs: number;
  value: number;
}

/** The last point of a slice. */
function lastOf({ times, values }: PointColumns): Point | undefined {
  const last = times.length - 1;
  return last < 0 ? undefined : { timeMs: times[last] ?? 0, value: values[last] ?? 0 };
}

/** The last point before a moment; undefined when there is none within 20 years. */
export function pointBefore(store: PointStore, name: SeriesName, momentMs: number): Point | undefined {
  const { database, measurements } = store;
  let endMs = momentMs;
  for (let reachMs = nearestMs; endMs > momentMs - furthestMs && endMs > 0; reachMs *= growth) {
    const fromMs = Math.max(0, momentMs - reachMs);
    // Readings lie dense where there are any: the newest slice that has one is enough.
    for (const slice of [...blockSlices(store, name.deviceId, fromMs, endMs)].reverse()) {
      const found = lastOf(readColumns(database, measurements, name, slice.fromMs, slice.toMs, slice.blocks));
      if (found) return found;
    }
    endMs = fromMs;
  }
  return undefined;
}

/** The first point at or after a moment and before `endMs`. */
export function pointAfter(store: PointStore, name: SeriesName, momentMs: number, endMs: number): Point | undefined {
  for (const { times, values } of pointSlices(store, name, momentMs, endMs)) return { timeMs: times[0] ?? 0, value: values[0] ?? 0 };
  return undefined;
}
