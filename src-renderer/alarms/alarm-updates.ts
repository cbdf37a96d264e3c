/** What the feed says about alarms, brought into the cache. */
import type { QueryClient } from '@tanstack/react-query';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { FeedPoint } from '#contract/feed.ts';

import type { RefreshSoon } from '../api/refresh-soon.ts';
import { queryKeys } from '../api/query-keys.ts';
import { type OpenAlarms, withAlarm, withPoints, withoutAlarm } from './open-alarms.ts';

/** Counts follow an alarm at once, the journal a little later. */
const countsMs = 100;
const journalMs = 1000;

function patchOpen(client: QueryClient, patch: (open: OpenAlarms) => OpenAlarms): void {
  client.setQueryData<OpenAlarms>(queryKeys.openAlarms, (open) => open && patch(open));
}

/** An alarm has a new picture: from the feed, or from the answer to an act. */
export function updateAlarm(client: QueryClient, alarm: ConsoleAlarm): void {
  patchOpen(client, (open) => withAlarm(open, alarm));
  client.setQueryData(queryKeys.alarm(alarm.id), alarm);
}

/** The same, and whatever counts or lists alarms is asked for anew. */
export function announceAlarm(client: QueryClient, refresh: RefreshSoon, alarm: ConsoleAlarm): void {
  updateAlarm(client, alarm);
  refresh(queryKeys.summary, countsMs);
  refresh(queryKeys.journals, journalMs);
  refresh(queryKeys.alarmsBetween, journalMs);
  refresh(queryKeys.device(alarm.deviceId), journalMs);
}

/** An alarm was deleted. */
export function removeAlarm(client: QueryClient, refresh: RefreshSoon, alarmId: string): void {
  patchOpen(client, (open) => withoutAlarm(open, alarmId));
  client.removeQueries({ queryKey: queryKeys.alarm(alarmId) });
  refresh(queryKeys.summary, countsMs);
  refresh(queryKeys.journals, journalMs);
  refresh(queryKeys.alarmsBetween, journalMs);
}

/** Newest values for the alarms that are about them. */
export function updateAlarmValues(client: QueryClient, points: readonly FeedPoint[]): void {
  patchOpen(client, (open) => withPoints(open, points));
}
