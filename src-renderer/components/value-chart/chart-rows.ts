/** Points of a series turned into what the chart draws: one row a point, and an empty row in every gap. */
import { continuing } from '#contract/measurements.ts';

import { gapsAfter } from '../gaps.ts';

/** A stretch of a series as the core gives it: parallel arrays, `bucketMs` 0 = every reading. */
export interface ChartRange {
  fromMs: number;
  toMs: number;
  bucketMs: number;
  timeMs: readonly number[];
  min: readonly number[];
  max: readonly number[];
  mean: readonly number[];
  /** What a newer reading is raised by. */
  added?: number | undefined;
}

export interface ChartRow {
  timeMs: number;
  mean: number | null;
  /** Lowest and highest of the bucket. */
  band: [number, number] | null;
  /** Both neighbours are gaps: drawn as a dot, since a line needs two points. */
  alone: boolean;
}

/** Rows for the chart, gaps empty. */
export function chartRows(range: ChartRange, intervalMs: number | null): ChartRow[] {
  const gaps = gapsAfter(range.timeMs, { bucketMs: range.bucketMs, intervalMs });
  const last = range.timeMs.length - 1;
  return range.timeMs.flatMap((timeMs, index) => {
    const mean = range.mean[index] ?? null;
    const low = range.min[index] ?? mean ?? 0;
    const begins = index === 0 || gaps[index - 1] === true;
    const ends = index === last || gaps[index] === true;
    const row: ChartRow = { timeMs, mean, band: [low, range.max[index] ?? low], alone: begins && ends };
    return gaps[index] ? [row, { timeMs: timeMs + 1, mean: null, band: null, alone: false }] : [row];
  });
}

/** The range with a newer reading at its end, when there is one; a bucket's worth later at least. */
export function withLatest<Range extends ChartRange>(range: Range, newest: { timeMs: number; value: number } | null): Range {
  const latest = continuing(range, newest);
  const last = range.timeMs.at(-1) ?? -Infinity;
  if (!latest || latest.timeMs <= last || latest.timeMs < range.fromMs || latest.timeMs > range.toMs) return range;
  return {
    ...range,
    timeMs: [...range.timeMs, latest.timeMs],
    min: [...range.min, latest.value],
    max: [...range.max, latest.value],
    mean: [...range.mean, latest.value],
  };
}

/** A limit further away than this many times the span of the readings would press them flat. */
const reach = 2;

/** The limits that can stand in the picture with the readings of a range. */
export function limitsInReach<Limit extends { value: number }>(limits: readonly Limit[], range: Pick<ChartRange, 'min' | 'max'>): Limit[] {
  const all = extremes(range);
  if (!all) return [...limits];
  const room = Math.max(all.high - all.low, Math.abs(all.high) * 0.01) * reach;
  return limits.filter(({ value }) => value >= all.low - room && value <= all.high + room);
}

/** Lowest and highest value of a range, or null when it is empty. */
export function extremes({ min, max }: Pick<ChartRange, 'min' | 'max'>): { low: number; high: number } | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of min) if (value < low) low = value;
  for (const value of max) if (value > high) high = value;
  return low > high ? null : { low, high };
}
