/** What is normal for a series: the side of its rules' limits on which no alarm is raised. */
import type { Rule } from '#contract/rules.ts';

/** Null on a side without limit. */
export interface NormalBand {
  low: number | null;
  high: number | null;
}

const smallest = (values: readonly number[]): number | null => (values.length > 0 ? Math.min(...values) : null);
const largest = (values: readonly number[]): number | null => (values.length > 0 ? Math.max(...values) : null);

/** The band between the limits of the threshold rules that look at a series; null without such a rule. */
export function normalBand(rules: readonly Pick<Rule, 'enabled' | 'condition'>[]): NormalBand | null {
  const limits = (direction: 'above' | 'below'): number[] =>
    rules.flatMap(({ enabled, condition }) =>
      enabled && condition.kind === 'threshold' && condition.direction === direction ? [condition.limit] : [],
    );
  const band = { low: largest(limits('below')), high: smallest(limits('above')) };
  return band.low === null && band.high === null ? null : band;
}

/** A limit farther from the readings than this many times their span would squash them flat. */
const reach = 1.5;
/** Air beyond the readings on a side without limit. */
const air = 0.3;

/**
 * The part of a band to draw with some readings: up to the limits that are near, a little beyond the
 * readings elsewhere. Null when the readings lie wholly outside of it.
 */
export function bandInFrame(band: NormalBand, points: readonly { value: number }[]): { low: number; high: number } | null {
  if (points.length === 0) return null;
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most > least ? most - least : Math.max(Math.abs(most) * 0.05, 0.1);
  const low = Math.max(band.low ?? -Infinity, least - span * (band.low === null ? air : reach));
  const high = Math.min(band.high ?? Infinity, most + span * (band.high === null ? air : reach));
  return low < high ? { low, high } : null;
}
