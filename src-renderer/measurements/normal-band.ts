/** What is normal for a series: the side of its rules' limits on which no alarm is raised. */
import type { Rule } from '#contract/rules.ts';

/** Null on a side without limit. */
export interface NormalBand {
  low: number | null;
  high: number | null;
}

interface BandSeries {
  deviceId: string;
  fragment: string;
  series: string;
}

function watches(rule: Rule, series: BandSeries): boolean {
  if (!rule.enabled || rule.series?.fragment !== series.fragment || rule.series.series !== series.series) return false;
  // Who is in a group is not known here; a band that may be another device's is not drawn.
  return rule.scope.kind === 'all' || (rule.scope.kind === 'device' && rule.scope.deviceId === series.deviceId);
}

const smallest = (values: readonly number[]): number | null => (values.length > 0 ? Math.min(...values) : null);
const largest = (values: readonly number[]): number | null => (values.length > 0 ? Math.max(...values) : null);

/** The band between the limits of the threshold rules that watch a series; null without such a rule. */
export function normalBand(series: BandSeries, rules: readonly Rule[]): NormalBand | null {
  const conditions = rules.filter((rule) => watches(rule, series)).map(({ condition }) => condition);
  const limits = (direction: 'above' | 'below'): number[] =>
    conditions.flatMap((condition) =>
      condition.kind === 'threshold' && condition.direction === direction ? [condition.limit] : [],
    );
  const band = { low: largest(limits('below')), high: smallest(limits('above')) };
  return band.low === null && band.high === null ? null : band;
}
