/** Reading the points of one series. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import { blockEdges, type BlockEdges } from '../blocks/block-store.ts';
import { readHead } from '../blocks/block.ts';
import { blocksOf } from '../blocks/list-blocks.ts';
import { openWanted } from '../blocks/read-block.ts';
import type { MeasurementMemory, Shape } from '../measurement-memory.ts';
import { joined } from '../merge-sections.ts';
import { lowerBound, type Section } from '../section.ts';
import type { LatestPoint } from '../series-memory.ts';

export interface SeriesName {
  deviceId: number;
  fragment: string;
  series: string;
}

function columnOf(shape: Shape, name: SeriesName): number {
  return shape.columns.findIndex(([fragment, series]) => fragment === name.fragment && series === name.series);
}

/** Which column of which shape holds a series; shapes without it are left out. */
export function columnsOf(memory: MeasurementMemory, name: SeriesName): Map<number, number> {
  const shapes = memory.shapesWhere((shape) => columnOf(shape, name) >= 0);
  return new Map(shapes.map((shape) => [shape.id, columnOf(shape, name)]));
}

/** A stretch of one column. */
export interface Stretch {
  times: Float64Array;
  values: Float64Array;
  ordinals: Float64Array | null;
}

/** What of a section lies in [fromMs, toMs); null for nothing. */
export function stretchOf(section: Section, column: number, fromMs: number, toMs: number): Stretch | null {
  const [from, to] = [lowerBound(section.times, fromMs), lowerBound(section.times, toMs)];
  if (from === to) return null;
  return {
    times: section.times.subarray(from, to),
    values: section.column(column).subarray(from, to),
    ordinals: section.ordinals?.subarray(from, to) ?? null,
  };
}

export interface WantedColumns {
  source: number;
  shapes: ReadonlyMap<number, number>;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** Sections of a source that reach into a stretch of time and have one of the shapes, in no order. @param blocks of the source, in that stretch. */
function sectionsOf(database: TenantDatabase, memory: MeasurementMemory, wanted: WantedColumns, blocks: readonly Pick<BlockEdges, 'id'>[]): Section[] {
  const sealed = blocks.flatMap(({ id }) => openWanted(database, memory, id, wanted));
  return [...sealed, ...(memory.heads.get(wanted.source)?.uncommitted() ?? [])].filter(({ shape }) => wanted.shapes.has(shape));
}

/** Points of a series as they are read, oldest first. */
export interface PointColumns {
  times: Float64Array;
  values: Float64Array;
}

/** Stretches that lie within each other, row by row. */
function interleaved(stretches: readonly Stretch[]): PointColumns {
  const rows = stretches.flatMap(({ times, values, ordinals }) =>
    Array.from(times, (timeMs, index) => ({ timeMs, value: values[index] ?? 0, ordinal: ordinals?.[index] ?? 0 })),
  );
  rows.sort((a, b) => a.timeMs - b.timeMs || a.ordinal - b.ordinal);
  return { times: Float64Array.from(rows, ({ timeMs }) => timeMs), values: Float64Array.from(rows, ({ value }) => value) };
}

function inOrder(stretches: Stretch[]): PointColumns {
  stretches.sort((a, b) => (a.times[0] ?? 0) - (b.times[0] ?? 0));
  const follow = stretches.every(({ times }, index) => index === 0 || (times[0] ?? 0) > (stretches[index - 1]?.times.at(-1) ?? 0));
  if (!follow) return interleaved(stretches);
  const [only] = stretches;
  if (only && stretches.length === 1) return only;
  return { times: joined(stretches.map(({ times }) => times)), values: joined(stretches.map(({ values }) => values)) };
}

/**
 * Points of a series in [fromMs, toMs), for those who look at many.
 * @param known blocks of the device that reach into it, where they have been looked up already.
 */
export function readColumns(
  database: TenantDatabase,
  memory: MeasurementMemory,
  name: SeriesName,
  fromMs: number,
  toMs: number,
  known?: readonly BlockEdges[],
): PointColumns {
  const source = memory.ordinalOf(name.deviceId);
  const shapes = columnsOf(memory, name);
  if (source === undefined || shapes.size === 0) return { times: new Float64Array(), values: new Float64Array() };
  const blocks = known ?? database.read(blockEdges(source, fromMs, toMs));
  const sections = sectionsOf(database, memory, { source, shapes, fromMs, toMs }, blocks);
  return inOrder(sections.flatMap((section) => stretchOf(section, shapes.get(section.shape) ?? 0, fromMs, toMs) ?? []));
}

/** Points as lists. */
export interface Points {
  /** Ascending; equal times are allowed. */
  timeMs: number[];
  value: number[];
}

/** Points of a series in [fromMs, toMs), oldest first. */
export function readPoints(database: TenantDatabase, memory: MeasurementMemory, name: SeriesName, fromMs: number, toMs: number): Points {
  const { times, values } = readColumns(database, memory, name, fromMs, toMs);
  return { timeMs: Array.from(times), value: Array.from(values) };
}

/** End of the newest block of a source that holds one of the shapes; from there on nothing older can be the latest. */
function newestEnd(database: TenantDatabase, source: number, shapes: ReadonlyMap<number, number>): number {
  for (const { head } of blocksOf(database, { source, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }, true)) {
    const ends = readHead(head).filter(({ shape }) => shapes.has(shape)).map(({ toMs }) => toMs);
    if (ends.length > 0) return Math.max(...ends);
  }
  return 0;
}

function lastOf(section: Section, column: number): LatestPoint & { ordinal: number } {
  const last = section.count - 1;
  return { timeMs: section.times[last] ?? 0, value: section.column(column)[last] ?? 0, ordinal: section.ordinals?.[last] ?? 0 };
}

/** The latest point of a series, from the store. */
export function readLatest(database: TenantDatabase, memory: MeasurementMemory, name: SeriesName): LatestPoint | undefined {
  const source = memory.ordinalOf(name.deviceId);
  const shapes = columnsOf(memory, name);
  if (source === undefined || shapes.size === 0) return undefined;
  const [fromMs, toMs] = [newestEnd(database, source, shapes), Number.MAX_SAFE_INTEGER];
  const sections = sectionsOf(database, memory, { source, shapes, fromMs, toMs }, database.read(blockEdges(source, fromMs, toMs)));
  const candidates = sections.map((section) => lastOf(section, shapes.get(section.shape) ?? 0));
  const latest = candidates.sort((a, b) => a.timeMs - b.timeMs || a.ordinal - b.ordinal).at(-1);
  return latest && { timeMs: latest.timeMs, value: latest.value };
}
