/** Reading the points of one series. */
import type { TenantDatabase } from '../db/tenant-database.ts';
import type { Points } from './downsample.ts';
import type { MeasurementMemory, Shape } from './measurement-memory.ts';
import { newestSample, readSamples } from './measurement-store.ts';
import { decodeSample } from './samples.ts';

export interface SeriesName {
  deviceId: number;
  fragment: string;
  series: string;
}

function columnOf(shape: Shape, name: SeriesName): number {
  return shape.columns.findIndex(([fragment, series]) => fragment === name.fragment && series === name.series);
}

/** Which column of which shape holds a series; shapes without it are left out. */
function columnsOf(memory: MeasurementMemory, name: SeriesName): Map<number, number> {
  const shapes = memory.shapesWhere((shape) => columnOf(shape, name) >= 0);
  return new Map(shapes.map((shape) => [shape.id, columnOf(shape, name)]));
}

/** Points of a series in [fromMs, toMs), oldest first. */
export function readPoints(
  database: TenantDatabase,
  memory: MeasurementMemory,
  name: SeriesName,
  fromMs: number,
  toMs: number,
): Points {
  const points: Points = { timeMs: [], value: [] };
  const source = memory.ordinalOf(name.deviceId);
  const columns = columnsOf(memory, name);
  if (source === undefined || columns.size === 0) return points;
  for (const row of database.read(readSamples(source, [...columns.keys()], fromMs, toMs))) {
    points.timeMs.push(row.time_ms);
    points.value.push(decodeSample(row.samples, columns.get(row.shape) ?? 0));
  }
  return points;
}

/** The latest point of a series, from the store. */
export function readLatest(
  database: TenantDatabase,
  memory: MeasurementMemory,
  name: SeriesName,
): { timeMs: number; value: number } | undefined {
  const source = memory.ordinalOf(name.deviceId);
  const columns = columnsOf(memory, name);
  if (source === undefined || columns.size === 0) return undefined;
  const row = database.readFirst(newestSample(source, [...columns.keys()]));
  return row && { timeMs: row.time_ms, value: decodeSample(row.samples, columns.get(row.shape) ?? 0) };
}
