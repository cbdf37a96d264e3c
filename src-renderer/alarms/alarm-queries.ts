import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { type ConsoleAlarm, compareAlarms } from '#contract/alarms.ts';
import type { CallInput } from '#contract/console-api.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { OpenAlarms } from './open-alarms.ts';

async function readOpenAlarms(signal: AbortSignal): Promise<OpenAlarms> {
  const { alarms, total } = await call('openAlarms', {}, signal);
  return { alarms: alarms.sort(compareAlarms), total };
}

const openAlarmsQuery = queryOptions({
  queryKey: queryKeys.openAlarms,
  queryFn: ({ signal }) => readOpenAlarms(signal),
  // Thousands in a flood: comparing each with what it was takes longer than drawing the few in view.
  structuralSharing: false,
});

/** The open alarms, worst first; the feed keeps them current. */
export function useOpenAlarms() {
  return useQuery(openAlarmsQuery);
}

/** One alarm, open or over. `known` is the picture another list already has. */
export function useAlarm(id: string, known: ConsoleAlarm | undefined) {
  return useQuery({
    queryKey: queryKeys.alarm(id),
    queryFn: ({ signal }) => call('alarm', { id }, signal),
    initialData: known,
  });
}

/** What the journal is narrowed to; undefined narrows nothing. */
export type JournalFilter = Pick<CallInput<'alarmJournal'>, 'severity' | 'search' | 'fromMs' | 'deviceId'>;

function journalQuery(filter: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.journal(filter),
    queryFn: ({ signal, pageParam }) => call('alarmJournal', { ...filter, ...pageParam }, signal),
    initialPageParam: {},
    // Another text or time: the page before stays until the next one is there. Another device: it does not.
    placeholderData: (before, query) => (query?.queryKey[2].deviceId === filter.deviceId ? before : undefined),
    getNextPageParam: ({ alarms, more }): Pick<CallInput<'alarmJournal'>, 'beforeMs' | 'beforeId'> | undefined => {
      const last = alarms.at(-1);
      return more && last ? { beforeMs: last.sinceMs, beforeId: last.id } : undefined;
    },
  });
}

/** Every alarm there ever was, newest first, a page at a time. */
export function useAlarmJournal(filter: JournalFilter) {
  return useInfiniteQuery(journalQuery(filter));
}

/** The alarm that began last, to say when it was quiet since; undefined when there never was one. */
export function useLastAlarm(wanted: boolean): ConsoleAlarm | undefined {
  return useQuery({
    queryKey: [...queryKeys.journals, 'last'],
    queryFn: ({ signal }) => call('alarmJournal', { limit: 1 }, signal),
    enabled: wanted,
  }).data?.alarms[0];
}
