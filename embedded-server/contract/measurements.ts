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

/** Many series as they go over the wire: columns, and what several have in common once. */
export const wireSeriesSchema = z.object({
  devices: z.array(z.object({ id: z.string(), name: z.string(), intervalMs: z.number().nullable() })),
  names: z.array(z.object({ fragment: z.string(), series: z.string(), unit: z.string().nullable() })),
  /** Of each series. */
  ids: z.array(z.number().int()),
  /** Its place in `devices`. */
  device: z.array(z.number().int()),
  /** Its place in `names`. */
  name: z.array(z.number().int()),
  /** Time of the newest of all latest points, and how much older each one is; null for a series without one. */
  newestMs: z.number().int(),
  ageMs: z.array(z.number().int().nullable()),
  value: z.array(z.number().nullable()),
});
type WireSeries = z.infer<typeof wireSeriesSchema>;

function latestAt({ newestMs, ageMs, value }: WireSeries, index: number): ConsoleSeries['latest'] {
  const [age, known] = [ageMs[index] ?? null, value[index] ?? null];
  return age === null || known === null ? null : { timeMs: newestMs - age, value: known };
}

/** The series one by one. */
export function wholeSeries(wire: WireSeries): ConsoleSeries[] {
  return wire.ids.flatMap((id, index) => {
    const [device, name] = [wire.devices[wire.device[index] ?? -1], wire.names[wire.name[index] ?? -1]];
    if (!device || !name) return [];
    return [{ id: String(id), deviceId: device.id, deviceName: device.name, ...name, latest: latestAt(wire, index), intervalMs: device.intervalMs }];
  });
}

/** A stretch of a series as it goes over the wire: what can be worked out again is left out. */
export const wireRangeSchema = z.object({
  seriesId: z.string(),
  fromMs: z.number().int(),
  toMs: z.number().int(),
  /** Width of a bucket in ms; 0 = raw points. */
  bucketMs: z.number().int().nonnegative(),
  /** Bucket starts, or the points' own times when raw, ascending: the first one in ms UTC, then each one's distance to the one before. */
  steps: z.array(z.number().int()),
  /** Empty where the points are raw: then each is its own lowest and highest. */
  min: z.array(z.number()),
  max: z.array(z.number()),
  mean: z.array(z.number()),
  /** Points behind all of it. */
  count: z.number().int().nonnegative(),
  /** Of a counter whose unit was exchanged: what a newer reading must be raised by to go on from the mean; left out where it is nothing. */
  added: z.number().optional(),
});
type WireRange = z.infer<typeof wireRangeSchema>;

/**
 * A down-sampled stretch of a series: parallel arrays, one entry a bucket that has points (buckets
 * without any are absent: gaps stay gaps). With `bucketMs` 0 every point is given as it is.
 */
export interface PointRange extends Omit<WireRange, 'steps'> {
  /** Bucket start, or the point's own time when raw; ascending. */
  timeMs: number[];
}

/** A stretch with its times and, where its points are raw, lowest and highest. */
export function wholeRange<Range extends WireRange>({ steps, ...range }: Range): Omit<Range, 'steps'> & PointRange {
  let time = 0;
  const timeMs = steps.map((step) => (time += step));
  return range.bucketMs === 0 ? { ...range, timeMs, min: range.mean, max: range.mean } : { ...range, timeMs };
}

/** The newest reading as a picture of its series goes on with it: readings themselves are as they came. */
export function continuing(range: Pick<PointRange, 'added'> | undefined, latest: ConsoleSeries['latest']): ConsoleSeries['latest'] {
  if (!latest || !range?.added) return latest;
  return { ...latest, value: Number((latest.value + range.added).toPrecision(exactDigits)) };
}

/** More digits than these are noise of a sum. */
const exactDigits = 15;

/** The stretch that {@link wholeRange} was made of. */
export function leanRange<Range extends PointRange>({ timeMs, ...range }: Range): Omit<Range, 'timeMs'> & WireRange {
  const steps = timeMs.map((time, index) => time - (timeMs[index - 1] ?? 0));
  return range.bucketMs === 0 ? { ...range, steps, min: [], max: [] } : { ...range, steps };
}

export const pointRangeSchema = wireRangeSchema.transform((range): PointRange => wholeRange(range));
