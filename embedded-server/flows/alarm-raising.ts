/** Raising and ending alarms, and storing what was decided. Units, to run inside a write. */
import type { Alarm, AlarmDraft } from '../alarms/alarm.ts';
import { end, raise, type RaiseCommand } from '../alarms/alarm-decisions.ts';
import { alarmOf, changedColumns, columnsOf } from '../alarms/alarm-row.ts';
import { insertAlarm, newestOfCondition, repeatAlarm, updateAlarm } from '../alarms/alarm-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { publishAlarm } from './alarm-publication.ts';
import { publishAlarmChange } from './changes.ts';
import { isWorkedOn } from './maintenance-cover.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Store a decided change and publish it; nothing when it is the same. */
export function* storeAlarm(tenant: OpenTenant, before: Alarm, after: Alarm): Unit<void> {
  if (after === before) return;
  const columns = changedColumns(before, after);
  if (Object.keys(columns).length > 0) yield* run(updateAlarm(columns, after.id));
  publishAlarm(tenant, after.id);
  publishAlarmChange(tenant, 'UPDATE', after);
}

function* repeat(tenant: OpenTenant, before: Alarm, after: Alarm): Unit<void> {
  if (after.state !== before.state || after === before) return yield* storeAlarm(tenant, before, after);
  yield* run(repeatAlarm(after.id, after.count, after.timeMs, after.updatedMs));
  publishAlarm(tenant, after.id);
  publishAlarmChange(tenant, 'UPDATE', after);
}

function* insert(tenant: OpenTenant, draft: AlarmDraft): Unit<Alarm> {
  const inserted = yield* first(insertAlarm(columnsOf(draft)));
  if (!inserted) throw new Error('inserting an alarm gave no id');
  publishAlarm(tenant, inserted.id);
  const alarm = { id: inserted.id, ...draft };
  publishAlarmChange(tenant, 'CREATE', alarm);
  return alarm;
}

/**
 * Raise an alarm, or count it once more.
 * @returns the alarm, and whether maintenance keeps this from being announced.
 * @throws ExpectedError 'not-found' when there is no such managed object.
 */
export function* raiseAlarm(
  tenant: OpenTenant,
  request: Omit<RaiseCommand, 'maintenance'>,
): Unit<{ alarm: Alarm; maintenance: boolean }> {
  const maintenance = yield* isWorkedOn(tenant, request.deviceId);
  const row = yield* first(newestOfCondition(request.deviceId, request.type));
  const newest = row && alarmOf(row);
  const raised = raise(newest, { ...request, maintenance });
  if (raised.kind === 'new') {
    if (newest && raised.superseded) yield* storeAlarm(tenant, newest, raised.superseded);
    return { alarm: yield* insert(tenant, raised.draft), maintenance };
  }
  if (newest) yield* repeat(tenant, newest, raised.alarm);
  return { alarm: raised.alarm, maintenance };
}

/** The condition is over; nothing when no alarm is active for it. */
export function* endAlarm(tenant: OpenTenant, deviceId: number, type: string, endedMs: number, nowMs: number): Unit<void> {
  const row = yield* first(newestOfCondition(deviceId, type));
  if (!row) return;
  const alarm = alarmOf(row);
  yield* storeAlarm(tenant, alarm, end(alarm, endedMs, nowMs));
}
