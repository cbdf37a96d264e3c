/** An alarm that a device or application sends. */
import type { Alarm } from '../alarms/alarm.ts';
import { countAlarms, listAlarms, type AlarmFilter } from '../alarms/alarm-list.ts';
import { alarmOf } from '../alarms/alarm-row.ts';
import { findAlarm } from '../alarms/alarm-store.ts';
import type { PostedAlarm } from '../alarms/posted-alarm.ts';
import { objectNames } from '../managed-objects/managed-object-store.ts';
import { raiseAlarm } from './alarm-raising.ts';
import { noteArrival } from './arrival.ts';
import type { OpenTenant } from './open-tenant.ts';

/**
 * Raise it, or count it once more.
 * @param by user name of the credential. @param isApplication a program raises it: its source was not heard from.
 * @returns the alarm, or null while its source is in maintenance: recorded, but not on the wire.
 * @throws ExpectedError 'not-found' when its source does not exist.
 */
export function raiseFromWire(tenant: OpenTenant, posted: PostedAlarm, by: string, arrivalMs: number, isApplication = false): Promise<Alarm | null> {
  const ofTheWire = { help: '', cause: null, late: false };
  return tenant.database.write(function* () {
    const times = { sinceMs: posted.timeMs, timeMs: posted.timeMs, nowMs: arrivalMs };
    const { alarm, maintenance } = yield* raiseAlarm(tenant, { ...posted, ...times, ...ofTheWire, by });
    if (!isApplication) yield* noteArrival(tenant, posted.deviceId, arrivalMs);
    return maintenance ? null : alarm;
  });
}

/** What maintenance hides does not exist on the wire. */
export function isOnWire(alarm: Alarm): boolean {
  return alarm.state.suppressed !== 'maintenance';
}

/** One alarm as the wire may see it, or undefined. */
export function wireAlarm(tenant: OpenTenant, id: number): Alarm | undefined {
  const row = tenant.database.readFirst(findAlarm(id));
  const alarm = row && alarmOf(row);
  return alarm && isOnWire(alarm) ? alarm : undefined;
}

/** A page of those that match, newest first. */
export function wireAlarms(tenant: OpenTenant, filter: AlarmFilter, limit: number, offset: number): Alarm[] {
  return tenant.database.readPage(listAlarms(filter, limit, offset)).map(alarmOf);
}

export function wireAlarmTotal(tenant: OpenTenant, filter: AlarmFilter): number {
  return tenant.database.readFirst(countAlarms(filter))?.total ?? 0;
}

/** Names of the alarms' sources, in one read. */
export function sourceNames(tenant: OpenTenant, alarms: readonly Alarm[]): Map<number, string | null> {
  const ids = [...new Set(alarms.map(({ deviceId }) => deviceId))];
  return new Map(ids.length === 0 ? [] : tenant.database.read(objectNames(ids)).map(({ id, name }) => [id, name]));
}
