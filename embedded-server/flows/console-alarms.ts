/** Alarms as the console sees them: with the device's name, its place and the latest value they are about. */
import type { ConsoleAlarm, Severity } from '#contract/alarms.ts';
import type { SiteSummary } from '#contract/console/site-calls.ts';
import { ExpectedError } from '#contract/errors.ts';

import type { Alarm } from '../alarms/alarm.ts';
import { journalRows } from '../alarms/alarm-list.ts';
import { alarmOf, severityNumber, severityOf } from '../alarms/alarm-row.ts';
import { findAlarm, openAlarmRows, openCounts, openOfDevices } from '../alarms/alarm-store.ts';
import { findObjectName, objectNames } from '../managed-objects/managed-object-store.ts';
import type { OpenTenant } from './open-tenant.ts';

/** More open alarms than this are counted, not listed. */
const maxListed = 2_000;

type Names = Map<number, string>;

function placeId(tenant: OpenTenant, deviceId: number): number | undefined {
  return tenant.groups.parentsOf(deviceId)[0];
}

/** A statement for a list is compiled anew, which costs more than two reads: every change of an alarm is told. */
function nameRows(tenant: OpenTenant, ids: readonly number[]): { id: number; name: string | null }[] {
  if (ids.length <= 2) return ids.flatMap((id) => tenant.database.read(findObjectName(id)));
  return tenant.database.read(objectNames(ids));
}

/** Names of the alarms' devices and of the groups these are in. */
function namesFor(tenant: OpenTenant, alarms: readonly Alarm[]): Names {
  const deviceIds = alarms.map(({ deviceId }) => deviceId);
  const ids = [...new Set([...deviceIds, ...deviceIds.flatMap((id) => placeId(tenant, id) ?? [])])];
  return new Map(nameRows(tenant, ids).map(({ id, name }) => [id, name ?? String(id)]));
}

function latestOf(tenant: OpenTenant, { cause }: Alarm): ConsoleAlarm['latest'] {
  const seriesId = cause?.seriesId;
  if (seriesId === null || seriesId === undefined) return null;
  return tenant.series.get(Number(seriesId))?.latest ?? null;
}

function pictureOf(tenant: OpenTenant, alarm: Alarm, names: Names): ConsoleAlarm {
  const place = placeId(tenant, alarm.deviceId);
  return {
    id: String(alarm.id),
    deviceId: String(alarm.deviceId),
    deviceName: names.get(alarm.deviceId) ?? String(alarm.deviceId),
    groupId: place === undefined ? null : String(place),
    place: place === undefined ? null : (names.get(place) ?? null),
    type: alarm.type,
    text: alarm.text,
    severity: alarm.severity,
    state: alarm.state,
    sinceMs: alarm.firstMs,
    timeMs: alarm.timeMs,
    count: alarm.count,
    endedMs: alarm.endedMs,
    acknowledgedBy: alarm.acknowledgedBy,
    acknowledgedMs: alarm.acknowledgedMs,
    late: alarm.late,
    help: alarm.help,
    cause: alarm.cause,
    latest: latestOf(tenant, alarm),
    notes: [...alarm.notes],
  };
}

function pictures(tenant: OpenTenant, alarms: readonly Alarm[]): ConsoleAlarm[] {
  const names = namesFor(tenant, alarms);
  return alarms.map((alarm) => pictureOf(tenant, alarm, names));
}

/** One alarm, or undefined when there is none of that id. */
export function findConsoleAlarm(tenant: OpenTenant, id: number): ConsoleAlarm | undefined {
  const row = tenant.database.readFirst(findAlarm(id));
  return row && pictures(tenant, [alarmOf(row)])[0];
}

/** One alarm. @throws ExpectedError 'not-found'. */
export function consoleAlarm(tenant: OpenTenant, id: number): ConsoleAlarm {
  const alarm = findConsoleAlarm(tenant, id);
  if (!alarm) throw new ExpectedError('not-found', `There is no alarm ${id}`);
  return alarm;
}

type Counts = Record<Severity, number>;

function noCounts(): Counts {
  return { CRITICAL: 0, MAJOR: 0, MINOR: 0, WARNING: 0 };
}

/** How many are open by severity, and how many of them nobody has acknowledged. */
export function openAlarmCounts(tenant: OpenTenant): Pick<SiteSummary, 'open' | 'unacknowledged'> {
  const open = noCounts();
  const unacknowledged = noCounts();
  for (const row of tenant.database.read(openCounts())) {
    open[severityOf(row.severity)] += row.total;
    if (row.acknowledged === 0) unacknowledged[severityOf(row.severity)] += row.total;
  }
  return { open, unacknowledged };
}

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** Open ones, worst first, then newest; one row a condition. What maintenance hides is left out. */
export function openAlarms(tenant: OpenTenant): { alarms: ConsoleAlarm[]; total: number } {
  const rows = tenant.database.read(openAlarmRows(maxListed));
  const total = rows.length < maxListed ? rows.length : sum(openAlarmCounts(tenant).open);
  return { alarms: pictures(tenant, rows.map(alarmOf)), total };
}

/** Open ones of one device. */
export function openAlarmsOf(tenant: OpenTenant, deviceId: number): ConsoleAlarm[] {
  return pictures(tenant, tenant.database.read(openOfDevices([deviceId])).map(alarmOf));
}

/** The worst open alarm and the number of open ones of each device that has any. */
export function openAlarmsByDevice(
  tenant: OpenTenant,
  deviceIds: readonly number[],
): Map<number, { worstAlarmId: string; openAlarms: number }> {
  const found = new Map<number, { worstAlarmId: string; openAlarms: number }>();
  // They come worst first.
  for (const { id, managed_object_id: deviceId } of tenant.database.read(openOfDevices(deviceIds))) {
    const device = found.get(deviceId);
    if (device) device.openAlarms += 1;
    else found.set(deviceId, { worstAlarmId: String(id), openAlarms: 1 });
  }
  return found;
}

export interface JournalQuery {
  /** `sinceMs` and id of the last one seen. */
  beforeMs?: number;
  beforeId?: string;
  deviceId?: string;
  severity?: Severity;
  /** Words in the text or the device's name. */
  search?: string;
  fromMs?: number;
  toMs?: number;
  limit: number;
}

/** All that ever were, by their beginning, newest first. */
export function alarmJournal(tenant: OpenTenant, query: JournalQuery): { alarms: ConsoleAlarm[]; more: boolean } {
  const { deviceId, severity, search, limit } = query;
  const filter = {
    ...(deviceId !== undefined && { deviceId: Number(deviceId) }),
    ...(severity && { severity: severityNumber(severity) }),
    ...(search && { search }),
    fromMs: query.fromMs ?? 0,
    toMs: query.toMs ?? Number.MAX_SAFE_INTEGER,
    before: { firstMs: query.beforeMs ?? Number.MAX_SAFE_INTEGER, id: Number(query.beforeId ?? 0) },
  };
  const rows = tenant.database.readPage(journalRows(filter, limit + 1));
  return { alarms: pictures(tenant, rows.slice(0, limit).map(alarmOf)), more: rows.length > limit };
}
