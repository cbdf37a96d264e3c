import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { ConsoleSeries, PointRange } from '#contract/measurements.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useNow } from '../state/now.ts';
import { learnPrecision } from './precision.ts';

/** The core answers at most this many trends at once. */
const trendsAtOnce = 100;
const minuteMs = 60_000;

/** Series by id, kept current by the feed; ids the core does not know are missing. */
export function useSeriesById(ids: readonly string[]): ReadonlyMap<string, ConsoleSeries> {
  const wanted = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: queryKeys.seriesList({ ids: wanted }),
    queryFn: ({ signal }) => call('series', { ids: wanted.join() }, signal),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
  });
  return new Map(data?.series.map((series) => [series.id, series]));
}

/** A stretch that ends now and moves on with the minute. */
export function useRecent(lengthMs: number): { fromMs: number; toMs: number } {
  const toMs = useNow(minuteMs) + minuteMs;
  return { fromMs: toMs - lengthMs, toMs };
}

/** Small stretches of several series, by series id. */
export function useTrends(ids: readonly string[], range: { fromMs: number; toMs: number }): ReadonlyMap<string, PointRange> {
  const wanted = [...new Set(ids)].sort().slice(0, trendsAtOnce);
  const { data } = useQuery({
    queryKey: queryKeys.trendSet(wanted, range),
    queryFn: async ({ signal }) => learnPrecision((await call('trends', { ids: wanted.join(), ...range }, signal)).trends),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
  });
  return new Map(data?.map((trend) => [trend.seriesId, trend]));
}

/** A stretch of one series for a chart; the one before stays on screen while the next comes. */
export function usePoints(seriesId: string, range: { fromMs: number; toMs: number }) {
  return useQuery({
    queryKey: queryKeys.pointRange(seriesId, range),
    queryFn: async ({ signal }) => {
      const points = await call('points', { id: seriesId, ...range }, signal);
      learnPrecision([points]);
      return points;
    },
    placeholderData: (before, query) => (query?.queryKey[1] === seriesId ? before : undefined),
  });
}

/** Series pinned to Now, in their order. */
export function usePins(): readonly string[] | undefined {
  return useQuery({ queryKey: queryKeys.pins, queryFn: ({ signal }) => call('pins', {}, signal) }).data?.seriesIds;
}
