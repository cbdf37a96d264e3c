/** Alarms between the wire and what the core knows of them: bodies out, filters in. */
import { severities, wireStatus, type AlarmStatus } from '#contract/alarms.ts';
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';
import { optionalTime, type JsonObject } from '#contract/wire.ts';

import type { Alarm } from '../../alarms/alarm.ts';
import type { AlarmFilter } from '../../alarms/alarm-list.ts';
import { severityNumber } from '../../alarms/alarm-row.ts';
import { requireSeverity, requireStatus, type PostedAlarm } from '../../alarms/posted-alarm.ts';
import { alarmUrl, managedObjectUrl } from './links.ts';
import { queryFlag } from './paging.ts';

function sourceOf(baseUrl: string, deviceId: number, name: string | null | undefined): JsonObject {
  return { id: String(deviceId), ...(name && { name }), self: managedObjectUrl(baseUrl, deviceId) };
}

/** An alarm as the wire shows it. @param sourceName name of the managed object it is about. */
export function alarmBody(baseUrl: string, alarm: Alarm, sourceName: string | null | undefined): JsonObject {
  return {
    ...alarm.fragments,
    id: String(alarm.id),
    self: alarmUrl(baseUrl, alarm.id),
    source: sourceOf(baseUrl, alarm.deviceId, sourceName),
    type: alarm.type,
    text: alarm.text,
    severity: alarm.severity,
    status: wireStatus(alarm.state),
    time: formatInstant(alarm.timeMs),
    firstOccurrenceTime: formatInstant(alarm.firstMs),
    creationTime: formatInstant(alarm.createdMs),
    lastUpdated: formatInstant(alarm.updatedMs),
    count: alarm.count,
    valvomo_AlarmState: alarm.state,
  };
}

/** The answer to an alarm from a source in maintenance: as if nothing had been stored. */
export function unstoredAlarmBody(baseUrl: string, posted: PostedAlarm): JsonObject {
  return {
    ...posted.fragments,
    id: null,
    self: alarmUrl(baseUrl, 'null'),
    source: sourceOf(baseUrl, posted.deviceId, null),
    type: posted.type,
    text: posted.text,
    severity: posted.severity,
    status: posted.status,
    time: formatInstant(posted.timeMs),
  };
}

const maxListed = 100;

function listed(query: URLSearchParams, name: string): string[] | undefined {
  const words = query.get(name)?.split(',').filter((word) => word !== '');
  if (words && words.length > maxListed) throw new ExpectedError('invalid', `${name} lists more than ${maxListed}`);
  return words && words.length > 0 ? words : undefined;
}

/** `status` and `resolved` both narrow. */
function statusesOf(query: URLSearchParams): AlarmStatus[] | undefined {
  const named = listed(query, 'status')?.map(requireStatus);
  if (!query.has('resolved')) return named;
  const resolved = queryFlag(query, 'resolved');
  const fitting: AlarmStatus[] = resolved ? ['CLEARED'] : ['ACTIVE', 'ACKNOWLEDGED'];
  return named ? named.filter((status) => fitting.includes(status)) : fitting;
}

function severitiesOf(query: URLSearchParams): number[] | undefined {
  const named = listed(query, 'severity')?.map(requireSeverity);
  return named?.length === severities.length ? undefined : named?.map(severityNumber);
}

/** Query parameters that narrow which alarms are meant. */
const narrowing = [
  'source',
  'type',
  'severity',
  'status',
  'resolved',
  'dateFrom',
  'dateTo',
  'createdFrom',
  'createdTo',
  'lastUpdatedFrom',
  'lastUpdatedTo',
];

/** Changing everything by forgetting, or misspelling, a parameter must not be possible. */
export function requireNarrowing(query: URLSearchParams): void {
  if (narrowing.some((name) => query.has(name))) return;
  throw new ExpectedError('invalid', `At least one of these parameters is needed: ${narrowing.join(', ')}`);
}

/** The filter of a query. @param deviceIds the sources it means, undefined = all. */
export function alarmFilter(query: URLSearchParams, deviceIds: number[] | undefined): AlarmFilter {
  const time = (name: string) => optionalTime(query.get(name), name);
  return {
    deviceIds,
    types: listed(query, 'type'),
    severities: severitiesOf(query),
    statuses: statusesOf(query),
    fromMs: time('dateFrom'),
    toMs: time('dateTo'),
    createdFromMs: time('createdFrom'),
    createdToMs: time('createdTo'),
    updatedFromMs: time('lastUpdatedFrom'),
    updatedToMs: time('lastUpdatedTo'),
  };
}
