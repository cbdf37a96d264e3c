/** Joins the feed with what each noun keeps of it. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import type { ConsoleState } from '#contract/console/session-calls.ts';
import type { FeedBody } from '#contract/feed.ts';
import type { SessionEnding } from '#contract/locks.ts';

import { announceAlarms, removeAlarm, updateAlarmValues } from '../alarms/alarm-updates.ts';
import { type GatheredAlarms, gatherAlarms } from '../alarms/gathered-alarms.ts';
import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { setConnection } from '../api/connection-store.ts';
import { useOpenSession } from '../api/console-state.ts';
import { startFeed } from '../api/feed-client.ts';
import { forgetSession } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { type RefreshSoon, refreshSoon } from '../api/refresh-soon.ts';
import { startAnewSoon } from '../api/shown-tenant.ts';
import { watchActivity } from '../api/session-activity.ts';
import { updateHeard } from '../devices/device-updates.ts';
import { updateProgress } from '../jobs/job-queries.ts';
import { updateSeries } from '../measurements/series-updates.ts';
import { setCoreTime } from '../state/now.ts';
import { isRenewing } from '../state/session-ending.ts';

/** Arrivals come many times a second; the count of devices heard from need not. */
const heardCountMs = 3000;
const changedMs = 150;

type Subject = Extract<FeedBody, { kind: 'changed' }>['subject'];

/** What is void when a subject has changed. */
const voided: Record<Subject, readonly (readonly string[])[]> = {
  devices: [queryKeys.devices, queryKeys.groups, queryKeys.bin, queryKeys.summary, queryKeys.next],
  groups: [queryKeys.groups, queryKeys.bin, queryKeys.devices],
  series: [queryKeys.series, queryKeys.devicePanels, queryKeys.deviceLists],
  rules: [queryKeys.rules, queryKeys.seriesLimits],
  people: [queryKeys.people],
  site: [queryKeys.state],
  pins: [queryKeys.pins],
  views: [queryKeys.savedViews],
  filters: [queryKeys.deviceFilters],
  support: [queryKeys.support],
  tokens: [queryKeys.tokens],
  jobs: [queryKeys.jobs],
  senders: [queryKeys.senders],
  demo: [queryKeys.demo],
  operations: [queryKeys.commands],
};

interface Cache {
  client: QueryClient;
  refresh: RefreshSoon;
  alarms: GatheredAlarms;
}

function apply({ client, refresh, alarms }: Cache, body: FeedBody): void {
  switch (body.kind) {
    case 'alarm':
      return alarms.add(body.alarm);
    case 'alarm-removed':
      alarms.flush();
      return removeAlarm(client, refresh, body.alarmId);
    case 'points':
      alarms.flush();
      updateAlarmValues(client, body.points);
      return updateSeries(client, body.points);
    case 'heard':
      updateHeard(client, body.devices);
      return refresh(queryKeys.summary, heardCountMs);
    case 'job':
      return updateProgress(client, body);
    case 'changed':
      for (const key of voided[body.subject]) refresh(key, changedMs);
  }
}

/** One that goes on in another site takes this page with it, unless it is this page that went there. */
function leaveSession(client: QueryClient, ending: SessionEnding): void {
  if (ending !== 'moved') return forgetSession(client, ending);
  if (!isRenewing()) startAnewSoon();
}

/** Ask for something that needs a session, for nothing but the refusal. */
function askWhetherSessionLasts(client: QueryClient): void {
  call('summary', {}).catch((error: unknown) => {
    if (errorCodeOf(error) === 'unauthorized') forgetSession(client);
  });
}

function startUpdates(client: QueryClient): () => void {
  const refresh = refreshSoon(client);
  const alarms = gatherAlarms((changed) => announceAlarms(client, refresh, changed));
  const hooks = {
    onBody: (body: FeedBody) => apply({ client, refresh, alarms }, body),
    onResync: () => void client.invalidateQueries(),
    onSessionEnded: (ending: SessionEnding) => leaveSession(client, ending),
    onUnheard: () => askWhetherSessionLasts(client),
    onConnection: setConnection,
    onCoreTime: setCoreTime,
  };
  // The state was asked for before everything else: from its number on nothing is missed.
  const stopFeed = startFeed(hooks, client.getQueryData<ConsoleState>(queryKeys.state)?.feedId ?? null);
  const stopActivity = watchActivity(client);
  return () => {
    stopFeed();
    stopActivity();
    setConnection({ state: 'connecting' });
  };
}

/** Keep the cache live while somebody is signed in; a session in another's place begins a new line. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const session = useOpenSession()?.absoluteEndMs;
  useEffect(() => {
    if (session === undefined) return undefined;
    return startUpdates(client);
  }, [client, session]);
}
