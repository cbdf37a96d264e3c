import { useQuery } from '@tanstack/react-query';

import type { RuleScope } from '#contract/rules.ts';

import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useDevices } from '../../devices/device-queries.ts';
import type { RuleForm } from '../../rules/rule-form.ts';
import { useSeriesNames } from '../../rules/rule-queries.ts';
import { type WatchedSeries, watchedSeries } from './watched-series.ts';

/** The core lists at most this many series at once. */
const seriesAtOnce = 500;
const minuteMs = 60_000;

/** Series of the site, or of one device; their values are as old as a minute. */
export function useSeriesList(deviceId: string | undefined) {
  return useQuery({
    queryKey: queryKeys.seriesList({ deviceId }),
    queryFn: ({ signal }) => call('series', { deviceId, limit: seriesAtOnce }, signal),
    staleTime: minuteMs,
  });
}

/** One series by id; null asks for none. `undefined` data while on its way, null when there is none of that id. */
export function useOneSeries(id: string | null) {
  return useQuery({
    queryKey: queryKeys.seriesList({ ids: [id] }),
    queryFn: ({ signal }) => call('series', { ids: id ?? '' }, signal),
    enabled: id !== null,
    select: ({ series }) => series[0] ?? null,
  });
}

function groupOf(scope: RuleScope): string | undefined {
  return scope.kind === 'group' && scope.groupId !== '' ? scope.groupId : undefined;
}

/** What a sentence applies to as it stands. */
export function useWatchedSeries(form: RuleForm): WatchedSeries {
  const { scope } = form;
  const series = useSeriesList(scope.kind === 'device' && scope.deviceId !== '' ? scope.deviceId : undefined).data?.series;
  const pages = useDevices({ groupId: groupOf(scope) }).data?.pages;
  const names = useSeriesNames().data?.names;
  const members = pages && { ids: new Set(pages.flatMap(({ devices }) => devices.map(({ id }) => id))), total: pages[0]?.total ?? 0 };
  return watchedSeries(form, { series, isCut: series?.length === seriesAtOnce, names, members });
}
