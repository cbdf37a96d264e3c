import { keepPreviousData, useQueries } from '@tanstack/react-query';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** More in one picture could not be told apart. */
const mostOfDevice = 500;
const keptMs = 60_000;

/** Alarms of some devices that began in a stretch of time, newest first; `more` when the oldest of them are missing. */
export function useAlarmsBetween(deviceIds: readonly string[], stretch: { fromMs: number; toMs: number }): { alarms: readonly ConsoleAlarm[]; more: boolean } {
  const answers = useQueries({
    queries: deviceIds.map((deviceId) => ({
      queryKey: queryKeys.alarmsOf(deviceId, stretch),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('alarmJournal', { deviceId, ...stretch, limit: mostOfDevice }, signal),
      placeholderData: keepPreviousData,
      gcTime: keptMs,
    })),
  });
  const alarms = answers.flatMap(({ data }) => data?.alarms ?? []).sort((one, other) => other.sinceMs - one.sinceMs);
  return { alarms, more: answers.some(({ data }) => data?.more === true) };
}
