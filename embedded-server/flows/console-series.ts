/** Series and their points as the console shows them. */
import { ExpectedError } from '#contract/errors.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import type { RangeColumns } from '../measurements/points/range-collector.ts';
import type { Series } from '../measurements/series-memory.ts';
import { continuedReadings } from './counter-swaps.ts';
import { gatheredRange, pictureCollector } from './gathered-range.ts';
import type { OpenTenant } from './open-tenant.ts';
import { Turns } from './turns.ts';

/** Looks up the names of devices; passed in, for names belong to the inventory. */
export type DeviceNames = (deviceIds: number[]) => ReadonlyMap<number, string>;

/** A series as the console shows it. */
export function pictureOfSeries(tenant: OpenTenant, series: Series, name: string): ConsoleSeries {
  return {
    id: String(series.id),
    deviceId: String(series.deviceId),
    deviceName: name,
    fragment: series.fragment,
    series: series.series,
    unit: series.unit,
    latest: series.latest ?? null,
    intervalMs: tenant.contacts.get(series.deviceId)?.intervalMs ?? null,
  };
}

export interface SeriesFilter {
  deviceId?: number | undefined;
  ids?: number[] | undefined;
  limit: number;
}

function matching(tenant: OpenTenant, filter: SeriesFilter): Series[] {
  if (filter.ids) return filter.ids.flatMap((id) => tenant.series.get(id) ?? []);
  if (filter.deviceId !== undefined) return tenant.series.ofDevice(filter.deviceId);
  return [...tenant.series.all()];
}

/** Series of the site, of one device, or with given ids (unknown ones are left out). */
export function findSome(tenant: OpenTenant, filter: SeriesFilter): Series[] {
  return matching(tenant, filter).slice(0, filter.limit);
}

/** The same as the console shows them. */
export function listSeries(tenant: OpenTenant, filter: SeriesFilter, names: DeviceNames): ConsoleSeries[] {
  const found = findSome(tenant, filter);
  const nameOf = names([...new Set(found.map((series) => series.deviceId))]);
  return found.map((series) => pictureOfSeries(tenant, series, nameOf.get(series.deviceId) ?? ''));
}

export interface SeriesNameCount {
  fragment: string;
  series: string;
  unit: string | null;
  devices: number;
}

/** Every distinct series name with the number of devices that have it, most common first. */
export function listSeriesNames(tenant: OpenTenant): SeriesNameCount[] {
  const names = new Map<string, SeriesNameCount>();
  for (const { fragment, series, unit } of tenant.series.all()) {
    const key = `${fragment}\n${series}`;
    const known = names.get(key);
    if (known) known.devices += 1;
    else names.set(key, { fragment, series, unit, devices: 1 });
  }
  return [...names.values()].sort((a, b) => b.devices - a.devices || a.fragment.localeCompare(b.fragment));
}

/** A stretch of a series, down-sampled. */
export interface SeriesRange extends RangeColumns {
  seriesId: string;
  /** What a newer reading must be raised by to go on from here; undefined where it is nothing. */
  added?: number | undefined;
  fromMs: number;
  toMs: number;
}

export interface PointQuestion {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** At most so many buckets of a round width, on the calendar, and one more where the stretch begins within one; every point where there are no more than that. */
  points: number;
}

async function rangeOf(tenant: OpenTenant, series: Series, { fromMs, toMs, points }: PointQuestion, turns: Turns): Promise<SeriesRange> {
  const { collector } = pictureCollector(tenant, { fromMs, toMs }, points);
  const shownAs = continuedReadings(tenant, series);
  const columns = await gatheredRange(tenant, series, { collector, onlooker: null, shownAs, fromMs, toMs, turns });
  return { seriesId: String(series.id), fromMs, toMs, added: shownAs.added, ...columns, timeMs: noneBefore(fromMs, columns.timeMs) };
}

/** The bucket in which a stretch begins is drawn from there on, not from before it. */
function noneBefore(fromMs: number, timesMs: ArrayLike<number>): ArrayLike<number> {
  if ((timesMs[0] ?? fromMs) >= fromMs) return timesMs;
  return Array.from(timesMs, (timeMs) => Math.max(fromMs, timeMs));
}

/** @throws ExpectedError 'invalid'. */
export function requireOrder({ fromMs, toMs }: { fromMs: number; toMs: number }): void {
  if (fromMs >= toMs) throw new ExpectedError('invalid', 'the stretch of time ends before it begins');
}

/**
 * One series, down-sampled.
 * @param gone aborted when nobody waits for the answer any more.
 * @throws ExpectedError 'not-found', 'invalid'.
 */
export async function seriesPoints(tenant: OpenTenant, seriesId: number, question: PointQuestion, gone: AbortSignal): Promise<SeriesRange> {
  requireOrder(question);
  const series = tenant.series.get(seriesId);
  if (!series) throw new ExpectedError('not-found', 'there is no such series');
  return rangeOf(tenant, series, question, new Turns(gone));
}

const maxTrends = 100;

/** Several series at once; unknown ids are left out. */
export async function seriesTrends(tenant: OpenTenant, seriesIds: number[], question: PointQuestion, gone: AbortSignal): Promise<SeriesRange[]> {
  requireOrder(question);
  if (seriesIds.length > maxTrends) throw new ExpectedError('invalid', `at most ${maxTrends} series at once`);
  const turns = new Turns(gone);
  const ranges: SeriesRange[] = [];
  for (const series of seriesIds.flatMap((id) => tenant.series.get(id) ?? [])) ranges.push(await rangeOf(tenant, series, question, turns));
  return ranges;
}
