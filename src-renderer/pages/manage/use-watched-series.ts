import { useQuery } from '@tanstack/react-query';

import type { ConsoleSeries } from '#contract/measurements.ts';
import type { RuleScope } from '#contract/rules.ts';

import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useDevices } from '../../devices/device-queries.ts';
import type { RuleForm, SeriesName } from '../../rules/rule-form.ts';
import { useSeriesNames } from '../../rules/rule-queries.ts';

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

export interface WatchedSeries {
  /** Series the rule looks at, by device name; as many as are known. */
  series: ConsoleSeries[];
  /** Devices it applies to; undefined while not known. */
  devices: number | undefined;
  /** There may be more than are counted. */
  atLeast: boolean;
}

const isNamed = (name: SeriesName | null) => (one: ConsoleSeries): boolean =>
  name !== null && one.fragment === name.fragment && one.series === name.series;

function groupOf(scope: RuleScope): string | undefined {
  return scope.kind === 'group' && scope.groupId !== '' ? scope.groupId : undefined;
}

/** What a sentence applies to as it stands. */
export function useWatchedSeries({ verb, scope, series: name }: Pick<RuleForm, 'verb' | 'scope' | 'series'>): WatchedSeries {
  const list = useSeriesList(scope.kind === 'device' && scope.deviceId !== '' ? scope.deviceId : undefined);
  const members = useDevices({ groupId: groupOf(scope) }).data?.pages;
  const names = useSeriesNames().data?.names;
  const total = members?.[0]?.total;
  if (verb === 'silent') return { series: [], devices: scope.kind === 'device' ? 1 : total, atLeast: false };
  const inGroup = scope.kind === 'group' ? new Set(members?.flatMap(({ devices }) => devices.map(({ id }) => id))) : undefined;
  const series = (list.data?.series ?? [])
    .filter(isNamed(name))
    .filter(({ deviceId }) => inGroup?.has(deviceId) ?? true)
    .sort((one, other) => one.deviceName.localeCompare(other.deviceName));
  const counted = scope.kind === 'all' ? names?.find((one) => one.fragment === name?.fragment && one.series === name.series)?.devices : undefined;
  const isCut = list.data?.series.length === seriesAtOnce || (total ?? 0) > (inGroup?.size ?? 0);
  return { series, devices: counted ?? (list.data && series.length), atLeast: scope.kind === 'group' && isCut };
}
