/**
 * Measurements as devices post them, and the series and points they come apart into.
 * A measurement is `{source:{id}, type, time, <fragment>: {<series>: {value, unit?}}}`; see
 * https://cumulocity.com/api/core/#tag/Measurements.
 */
import { z } from 'zod';

/** The latest point of a series with what the console needs to show it. */
export const consoleSeriesSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  deviceName: z.string(),
  fragment: z.string(),
  series: z.string(),
  unit: z.string().nullable(),
  /** Latest point by reading time, or null when every one was deleted. */
  latest: z.object({ timeMs: z.number().int(), value: z.number() }).nullable(),
  /** Usual time between readings in ms, learned from arrivals; null while unknown. */
  intervalMs: z.number().nullable(),
});
export type ConsoleSeries = z.infer<typeof consoleSeriesSchema>;

/**
 * A down-sampled stretch of a series: parallel arrays, one entry a bucket that has points (buckets
 * without any are absent: gaps stay gaps). With `bucketMs` 0 every point is given as it is.
 */
export const pointRangeSchema = z.object({
  seriesId: z.string(),
  fromMs: z.number().int(),
  toMs: z.number().int(),
  /** Width of a bucket in ms; 0 = raw points. */
  bucketMs: z.number().int().nonnegative(),
  /** Bucket start, or the point's own time when raw; ascending. */
  timeMs: z.array(z.number().int()),
  /** Empty on the wire where the points are raw; see {@link wholeRange}. */
  min: z.array(z.number()),
  max: z.array(z.number()),
  mean: z.array(z.number()),
  /** Points behind all of it. */
  count: z.number().int().nonnegative(),
});
export type PointRange = z.infer<typeof pointRangeSchema>;

/** As a range goes over the wire: raw readings are their own lowest and highest, which are left empty. */
export function leanRange<Range extends PointRange>(range: Range): Range {
  return range.bucketMs === 0 ? { ...range, min: [], max: [] } : range;
}

/** As it was before {@link leanRange}. */
export function wholeRange<Range extends PointRange>(range: Range): Range {
  return range.bucketMs === 0 ? { ...range, min: range.mean, max: range.mean } : range;
}
