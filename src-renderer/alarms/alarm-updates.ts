/** What the feed says about alarms, brought into the cache. */
import type { QueryClient } from '@tanstack/react-query';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { FeedPoint } from '#contract/feed.ts';

import type { RefreshSoon } from '../api/refresh-soon.ts';
import { queryKeys } from '../api/query-keys.ts';
import { type OpenAlarms, withAlarms, withPoints, withoutAlarm } from './open-alarms.ts';

/** Counts follow an alarm at once, the journal a little later. */
const countsMs = 100;
const journalMs = 1000;

function patchOpen(client: QueryClient, patch: (open: OpenAlarms) => OpenAlarms): void {
  client.setQueryData<OpenAlarms>(queryKeys.openAlarms, (open) => open && patch(open));
}

/** An alarm has a new picture: from the answer to an act. */
export function updateAlarm(client: QueryClient, alarm: ConsoleAlarm): void {
  updateAlarms(client, [alarm]);
}

/** Panels that are open or were get the new picture; for thousands that nobody looked at none is kept. */
function updateAlarms(client: QueryClient, alarms: readonly ConsoleAlarm[]): void {
  patchOpen(client, (open) => withAlarms(open, alarms));
  for (const alarm of alarms) client.setQueryData<ConsoleAlarm>(queryKeys.alarm(alarm.id), (known) => known && alarm);
}

/** The feed tells of alarms: whatever counts or lists them is asked for anew, too. */
export function announceAlarms(client: QueryClient, refresh: RefreshSoon, alarms: readonly ConsoleAlarm[]): void {
  updateAlarms(client, alarms);
  refresh(queryKeys.summary, countsMs);
  refresh(queryKeys.journals, journalMs);
  refresh(queryKeys.alarmsBetween, journalMs);
  const shown = alarms.map(({ deviceId }) => queryKeys.device(deviceId)).filter((key) => client.getQueryState(key) !== undefined);
  for (const key of shown) refresh(key, journalMs);
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
