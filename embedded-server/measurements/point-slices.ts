/** A long stretch of a series in slices that are each read quickly, so that others get their turn in between. */
import type { TenantDatabase } from '../db/tenant-database.ts';
import type { Points } from './downsample.ts';
import type { MeasurementMemory } from './measurement-memory.ts';
import { readPoints, type SeriesName } from './point-range.ts';

/** About this many readings in a slice: a few milliseconds. */
const wantedReadings = 4_000;
const firstSliceMs = 3_600_000;
/** A slice is at most so many times as long as the one before, since what comes next may be denser. */
const mostGrowth = 8;

/** How long the next slice is, from what the last one held. Pure. */
export function nextSliceMs(sliceMs: number, readings: number): number {
  const factor = readings === 0 ? mostGrowth : Math.min(mostGrowth, wantedReadings / readings);
  return Math.max(1, Math.round(sliceMs * factor));
}

export interface PointStore {
  database: TenantDatabase;
  measurements: MeasurementMemory;
}

/** The points of a series in [fromMs, toMs), oldest first, slice by slice; empty slices are not given. */
export function* pointSlices({ database, measurements }: PointStore, name: SeriesName, fromMs: number, toMs: number): Generator<Points> {
  let sliceMs = firstSliceMs;
  for (let startMs = fromMs; startMs < toMs; ) {
    const endMs = Math.min(toMs, startMs + sliceMs);
    const points = readPoints(database, measurements, name, startMs, endMs);
    sliceMs = nextSliceMs(sliceMs, points.timeMs.length);
    startMs = endMs;
    if (points.timeMs.length > 0) yield points;
  }
}

/** Nobody asks for what is further away than this. */
const furthestMs = 20 * 366 * 86_400_000;
const nearestMs = 60_000;

interface Point {
  timeMs: number;
  value: number;
}

/** The last point before a moment; undefined when there is none within 20 years. */
export function pointBefore({ database, measurements }: PointStore, name: SeriesName, momentMs: number): Point | undefined {
  let toMs = momentMs;
  for (let reachMs = nearestMs; toMs > momentMs - furthestMs && toMs > 0; reachMs *= mostGrowth) {
    const fromMs = Math.max(0, momentMs - reachMs);
    const { timeMs, value } = readPoints(database, measurements, name, fromMs, toMs);
    const last = timeMs.length - 1;
    if (last >= 0) return { timeMs: timeMs[last] ?? 0, value: value[last] ?? 0 };
    toMs = fromMs;
  }
  return undefined;
}

/** The first point at or after a moment and before `endMs`. */
export function pointAfter({ database, measurements }: PointStore, name: SeriesName, momentMs: number, endMs: number): Point | undefined {
  let fromMs = momentMs;
  for (let reachMs = nearestMs; fromMs < endMs; reachMs *= mostGrowth) {
    const toMs = Math.min(endMs, momentMs + reachMs);
    const { timeMs, value } = readPoints(database, measurements, name, fromMs, toMs);
    if (timeMs.length > 0) return { timeMs: timeMs[0] ?? 0, value: value[0] ?? 0 };
    fromMs = toMs;
  }
  return undefined;
}
