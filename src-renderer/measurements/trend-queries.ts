/** What the Trends view asks the core for. The picture before stays while the next one comes; what is not wanted any more is not waited for. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';
import type { SavedQuery } from '#contract/saved-queries.ts';
import type { SeriesLimit, TrendRange, UsualHours } from '#contract/trends.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { learnPrecision } from './precision.ts';

interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Pictures one has left are soon not worth their memory: every drag makes many. */
const keptMs = 60_000;

export interface TrendRanges {
  ranges: ReadonlyMap<string, TrendRange>;
  /** An answer is under way; what is shown is from before. */
  isLoading: boolean;
  error: Error | null;
  tryAgain: () => void;
}

/** Stretches of several series, by series id. @param points most buckets, or null to ask for nothing yet. */
export function useTrendRanges(ids: readonly string[], stretch: Stretch, points: number | null): TrendRanges {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: queryKeys.chartRanges(ids, { ...stretch, points }),
    queryFn: async ({ signal }) => {
      const { ranges } = await call('trendRanges', { ids: ids.join(), ...stretch, points: points ?? undefined }, signal);
      return learnPrecision(ranges);
    },
    enabled: ids.length > 0 && points !== null,
    placeholderData: keepPreviousData,
    gcTime: keptMs,
  });
  const ranges = new Map(data?.map((range) => [range.seriesId, range]));
  return { ranges, isLoading: isFetching, error: data ? null : error, tryAgain: () => void refetch() };
}

/** How low and high each series usually is, by id. @param stretch null asks for none. */
export function useUsualHours(ids: readonly string[], stretch: Stretch | null): ReadonlyMap<string, UsualHours> {
  const range = stretch ?? { fromMs: 0, toMs: 1 };
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: queryKeys.usualHours(id, range),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('usualHours', { id, ...range }, signal),
      enabled: stretch !== null,
      placeholderData: keepPreviousData,
      gcTime: keptMs,
    })),
  });
  if (!stretch) return new Map();
  return new Map(ids.flatMap((id, index) => (answers[index]?.data ? [[id, answers[index].data]] : [])));
}

/** Limits of the rules that watch these series. */
export function useSeriesLimits(ids: readonly string[]): readonly SeriesLimit[] {
  const { data } = useQuery({
    queryKey: queryKeys.limitsOf(ids),
    queryFn: ({ signal }) => call('seriesLimits', { ids: ids.join() }, signal),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
  return data?.limits ?? [];
}

export type FoundSeries = CallReply<'findSeries'>['series'][number];

/** Series that fit some words. @param question null asks for nothing. */
export function useFoundSeries(question: CallInput<'findSeries'> | null): CallReply<'findSeries'> | undefined {
  return useQuery({
    queryKey: queryKeys.foundSeries(question ?? {}),
    queryFn: ({ signal }) => call('findSeries', question ?? {}, signal),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  }).data;
}

/** Views people of this site saved, by name. */
export function useSavedViews(): readonly SavedQuery[] | undefined {
  return useQuery({ queryKey: queryKeys.savedViews, queryFn: ({ signal }) => call('views', {}, signal) }).data?.views;
}

/** Save, change and delete views; the list is asked for anew after each. */
export function useViewChanges() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.savedViews });
  const save = useMutation({ mutationFn: (draft: CallInput<'saveView'>) => call('saveView', draft), onSettled });
  const change = useMutation({ mutationFn: (view: CallInput<'changeView'>) => call('changeView', view), onSettled });
  const remove = useMutation({ mutationFn: (id: string) => call('deleteView', { id }), onSettled });
  return { save: save.mutateAsync, change: change.mutateAsync, remove: remove.mutateAsync };
}
