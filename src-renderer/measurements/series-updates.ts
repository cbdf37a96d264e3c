/** What the feed says about values, brought into the cache. */
import type { QueryClient } from '@tanstack/react-query';

import type { CallReply } from '#contract/console-api.ts';
import type { FeedPoint } from '#contract/feed.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { queryKeys } from '../api/query-keys.ts';

export type NewestPoints = ReadonlyMap<string, { timeMs: number; value: number }>;

/** The newest point of each series; a message may hold several of one. */
export function newestPoints(points: readonly FeedPoint[]): NewestPoints {
  const newest = new Map<string, { timeMs: number; value: number }>();
  for (const [seriesId, timeMs, value] of points) {
    if (timeMs >= (newest.get(seriesId)?.timeMs ?? -Infinity)) newest.set(seriesId, { timeMs, value });
  }
  return newest;
}

/** The same series with newer latest points; the same array when there is nothing newer. */
export function withNewest<Series extends Pick<ConsoleSeries, 'id' | 'latest'>>(
  series: readonly Series[],
  newest: NewestPoints,
): readonly Series[] {
  const isNewer = ({ id, latest }: Series): boolean => (newest.get(id)?.timeMs ?? -Infinity) >= (latest?.timeMs ?? -Infinity);
  const changes = series.some((one) => newest.has(one.id) && isNewer(one));
  if (!changes) return series;
  return series.map((one) => (newest.has(one.id) && isNewer(one) ? { ...one, latest: newest.get(one.id) ?? null } : one));
}

/** Bring newest points into every cached list of series and every device's own. */
export function updateSeries(client: QueryClient, points: readonly FeedPoint[]): void {
  const newest = newestPoints(points);
  const patch = <Answer extends { series: ConsoleSeries[] }>(known: Answer | undefined): Answer | undefined => {
    const series = known && withNewest(known.series, newest);
    return known && series !== known.series ? { ...known, series: [...(series ?? [])] } : known;
  };
  client.setQueriesData<CallReply<'series'>>({ queryKey: queryKeys.seriesLists }, patch);
  client.setQueriesData<CallReply<'device'>>({ queryKey: queryKeys.devicePanels }, patch);
}
