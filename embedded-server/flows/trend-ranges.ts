/** Stretches of several series for the Trends view. Read slice by slice: others get their turn in between. */
import { ExpectedError } from '#contract/errors.ts';
import { mostTrendValues, longestUsualMs, type SeriesLimit, type Switched, type UsualHours } from '#contract/trends.ts';
import { zoneOffsets } from '#contract/zone-offset.ts';

import { pointAfter, pointBefore, pointSlices, type Point } from '../measurements/points/point-slices.ts';
import { joined } from '../measurements/merge-sections.ts';
import type { RangeCollector } from '../measurements/points/range-collector.ts';
import type { Series } from '../measurements/series-memory.ts';
import { SwitchCollector } from '../measurements/points/switch-collector.ts';
import { HourCollector, stretchesBefore, usualHours } from '../measurements/points/usual-hours.ts';
import { covers } from '../rules/rule-index.ts';
import { readSite } from '../tenants/site-settings.ts';
import { requireOrder, type SeriesRange } from './console-series.ts';
import { continuedReadings, type ShownReadings } from './counter-swaps.ts';
import { gatheredRange, pictureCollector } from './gathered-range.ts';
import type { OpenTenant } from './open-tenant.ts';
import { Turns } from './turns.ts';

export interface TrendStretch {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** A unit means a quantity; what is switched has none. */
function maySwitch({ unit, latest }: Series): boolean {
  return (unit === null || unit === '') && (latest === undefined || latest.value === 0 || latest.value === 1);
}

/** A stretch of a series for a chart. */
export interface TrendColumns extends SeriesRange {
  switched: Switched | null;
}

interface RangeParts {
  collector: RangeCollector;
  switches: SwitchCollector | null;
  /** Whole buckets on the calendar. */
  readFromMs: number;
  readToMs: number;
}

function partsFor(tenant: OpenTenant, series: Series, { fromMs, toMs }: TrendStretch, most: number): RangeParts {
  const { collector, bucketAt } = pictureCollector(tenant, { fromMs, toMs }, most);
  const intervalMs = tenant.contacts.get(series.deviceId)?.intervalMs ?? null;
  const resolutionMs = (toMs - fromMs) / most / 2;
  return {
    collector,
    switches: maySwitch(series) ? new SwitchCollector({ fromMs, toMs, nowMs: tenant.clock.now(), resolutionMs, intervalMs }) : null,
    readFromMs: bucketAt(fromMs).startMs,
    readToMs: bucketAt(toMs - 1).endMs,
  };
}

async function rangeOf(tenant: OpenTenant, series: Series, stretch: TrendStretch, most: number, turns: Turns): Promise<TrendColumns> {
  const { collector, switches, readFromMs, readToMs } = partsFor(tenant, series, stretch, most);
  const shownAs = continuedReadings(tenant, series);
  const before = pointBefore(tenant, series, readFromMs);
  if (before) switches?.addOne(before.timeMs, before.value);
  const columns = await gatheredRange(tenant, series, { collector, onlooker: switches, shownAs, fromMs: readFromMs, toMs: readToMs, turns });
  const range = { seriesId: String(series.id), added: shownAs.added, ...stretch, ...columns, switched: switches?.result() ?? null };
  if (range.bucketMs !== 0) return range;
  const last = series.latest?.timeMs ?? 0;
  const after = last >= readToMs ? pointAfter(tenant, series, readToMs, last + 1) : undefined;
  return withNeighbours(range, shownPoint(shownAs, before), shownPoint(shownAs, after));
}

function shownPoint(shownAs: ShownReadings, point: Point | undefined): Point | undefined {
  if (!point) return undefined;
  const { values } = shownAs.points({ times: Float64Array.of(point.timeMs), values: Float64Array.of(point.value) });
  return { timeMs: point.timeMs, value: values[0] ?? point.value };
}

/** Raw readings get the nearest ones outside, so that the line reaches the edges of the picture. */
function withNeighbours(range: TrendColumns, before: Point | undefined, after: Point | undefined): TrendColumns {
  const around = (inside: ArrayLike<number>, valueOf: (point: Point) => number) =>
    joined([before ? [valueOf(before)] : [], inside, after ? [valueOf(after)] : []]);
  const value = around(range.mean, (point) => point.value);
  return { ...range, timeMs: around(range.timeMs, ({ timeMs }) => timeMs), min: value, max: value, mean: value };
}

/**
 * Stretches of several series, down-sampled; unknown ids are left out.
 * @param most buckets of each.
 * @param signal aborted when nobody waits for the answer any more.
 * @throws ExpectedError 'invalid' for more than {@link mostTrendValues} or a stretch that ends before it begins.
 */
export async function trendRanges(
  tenant: OpenTenant,
  seriesIds: readonly number[],
  stretch: TrendStretch,
  most: number,
  signal: AbortSignal,
): Promise<TrendColumns[]> {
  requireOrder(stretch);
  if (seriesIds.length > mostTrendValues) throw new ExpectedError('invalid', `at most ${mostTrendValues} series at once`);
  const turns = new Turns(signal);
  const ranges: TrendColumns[] = [];
  for (const series of knownSeries(tenant, seriesIds)) ranges.push(await rangeOf(tenant, series, stretch, most, turns));
  return ranges;
}

function knownSeries(tenant: OpenTenant, seriesIds: readonly number[]): Series[] {
  return [...new Set(seriesIds)].flatMap((id) => tenant.series.get(id) ?? []);
}

/**
 * How low and high a series usually is in the hours of a stretch.
 * @throws ExpectedError 'not-found', 'invalid' for a stretch that is too long or ends before it begins.
 */
export async function usualHoursOf(tenant: OpenTenant, seriesId: number, { fromMs, toMs }: TrendStretch, signal: AbortSignal): Promise<UsualHours> {
  requireOrder({ fromMs, toMs });
  const series = tenant.series.get(seriesId);
  if (!series) throw new ExpectedError('not-found', 'there is no such series');
  if (toMs - fromMs > longestUsualMs) throw new ExpectedError('invalid', 'what is usual is told for at most 32 days');
  const collector = new HourCollector();
  const turns = new Turns(signal);
  for (const before of stretchesBefore(fromMs, toMs)) {
    for (const { times, values } of pointSlices(tenant, series, before.fromMs, before.toMs)) {
      times.forEach((time, index) => collector.add(time, values[index] ?? 0));
      await turns.pause();
    }
  }
  return usualHours(collector.hours, fromMs, toMs, zoneOffsets(readSite(tenant.database, tenant.id).timeZone));
}

/** Limits of the rules that are on and watch these series. */
export function seriesLimits(tenant: OpenTenant, seriesIds: readonly number[]): SeriesLimit[] {
  const ancestorsOf = (deviceId: number) => tenant.groups.ancestorsOf(deviceId);
  return knownSeries(tenant, seriesIds).flatMap((series) =>
    tenant.rules.rules().flatMap((rule): SeriesLimit[] => {
      const { condition, enabled, id, name, series: watched } = rule;
      const isWatched = watched?.fragment === series.fragment && watched.series === series.series && covers(rule, series.deviceId, ancestorsOf);
      if (!enabled || condition.kind !== 'threshold' || !isWatched) return [];
      return [{ seriesId: String(series.id), ruleId: id, ruleName: name, direction: condition.direction, limit: condition.limit }];
    }),
  );
}
