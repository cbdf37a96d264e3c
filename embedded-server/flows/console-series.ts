/** Series and their points as the console shows them. */
import { ExpectedError } from '#contract/errors.ts';
import type { ConsoleSeries, PointRange } from '#contract/measurements.ts';

import { downsample } from '../measurements/downsample.ts';
import { readColumns } from '../measurements/point-range.ts';
import type { Series } from '../measurements/series-memory.ts';
import type { OpenTenant } from './open-tenant.ts';

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
export function listSeries(tenant: OpenTenant, filter: SeriesFilter, names: DeviceNames): ConsoleSeries[] {
  const found = matching(tenant, filter).slice(0, filter.limit);
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

function rangeOf(tenant: OpenTenant, series: Series, fromMs: number, toMs: number, buckets: number): PointRange {
  const points = readColumns(tenant.database, tenant.measurements, series, fromMs, toMs);
  return { seriesId: String(series.id), fromMs, toMs, ...downsample(points, fromMs, toMs, buckets) };
}

function requireOrder(fromMs: number, toMs: number): void {
  if (fromMs >= toMs) throw new ExpectedError('invalid', 'the stretch of time ends before it begins');
}

/** One series, down-sampled. @throws ExpectedError 'not-found', 'invalid'. */
export function seriesPoints(tenant: OpenTenant, seriesId: number, fromMs: number, toMs: number, buckets: number): PointRange {
  requireOrder(fromMs, toMs);
  const series = tenant.series.get(seriesId);
  if (!series) throw new ExpectedError('not-found', 'there is no such series');
  return rangeOf(tenant, series, fromMs, toMs, buckets);
}

const maxTrends = 100;

/** Several series at once; unknown ids are left out. */
export function seriesTrends(tenant: OpenTenant, seriesIds: number[], fromMs: number, toMs: number, buckets: number): PointRange[] {
  requireOrder(fromMs, toMs);
  if (seriesIds.length > maxTrends) throw new ExpectedError('invalid', `at most ${maxTrends} series at once`);
  return seriesIds
    .flatMap((id) => tenant.series.get(id) ?? [])
    .map((series) => rangeOf(tenant, series, fromMs, toMs, buckets));
}
