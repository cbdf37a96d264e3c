/** What people and devices do with an alarm that is there. Every change leaves an audit record. */
import { wireStatus, type ConsoleAlarm } from '#contract/alarms.ts';
import { ExpectedError } from '#contract/errors.ts';

import {
  acknowledge,
  addNote,
  clearByHand,
  edit,
  ends,
  reopens,
  unacknowledge,
  type AlarmEdit,
  type Editor,
} from '../alarms/alarm-decisions.ts';
import { alarmDifferences } from '../alarms/alarm-differences.ts';
import { alarmOf } from '../alarms/alarm-row.ts';
import { deleteAlarmRow, findAlarm, newestOfCondition } from '../alarms/alarm-store.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { insertAuditRecord } from '../audit/audit-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { publishAlarmRemoved } from './alarm-publication.ts';
import { storeAlarm } from './alarm-raising.ts';
import { publishDeleted } from './changes.ts';
import { consoleAlarm } from './console-alarms.ts';
import type { OpenTenant } from './open-tenant.ts';
import { isOutageAlarm } from './silence-watch.ts';

/** The wire's word for an alarm that is not there, or not the caller's. */
export function noSuchAlarm(id: string | number): ExpectedError {
  const message = `Finding alarm from database failed : No alarm for id '${String(id).slice(0, 40)}'!`;
  return new ExpectedError('not-found', message, { resource: 'alarm' });
}

function* requireAlarm(id: number): Unit<Alarm> {
  const row = yield* first(findAlarm(id));
  if (!row) throw noSuchAlarm(id);
  return alarmOf(row);
}

/** The rule that raised it still finds what it was raised for. */
export function ruleHolds(tenant: OpenTenant, { cause, deviceId }: Alarm): boolean {
  return cause !== null && tenant.rules.holds(cause.ruleId, Number(cause.seriesId ?? deviceId));
}

function requireOver(tenant: OpenTenant, alarm: Alarm): void {
  if (!alarm.state.active) return;
  if (isOutageAlarm(tenant, alarm)) throw new ExpectedError('conflict', `Alarm ${alarm.id} ends by itself: its device is still silent`);
  if (!ruleHolds(tenant, alarm)) return;
  throw new ExpectedError('conflict', `Alarm ${alarm.id} ends by itself: what its rule watches for still holds`);
}

/** Store, audit and publish a decided change; nothing when it is the same. */
function* storeChange(tenant: OpenTenant, before: Alarm, after: Alarm, by: string): Unit<void> {
  if (after === before) return;
  yield* storeAlarm(tenant, before, after);
  const text = `Alarm updated: ${after.text}, ${wireStatus(after.state)}`;
  const changes = alarmDifferences(before, after);
  const record = { timeMs: after.updatedMs, userName: by, type: 'Alarm', activity: 'Alarm updated', text, changes };
  yield* run(insertAuditRecord({ ...record, source: String(after.id) }));
}

async function changeByPerson(
  tenant: OpenTenant,
  id: number,
  by: string,
  decide: (alarm: Alarm, nowMs: number) => Alarm,
): Promise<ConsoleAlarm> {
  await tenant.database.write(function* () {
    const alarm = yield* requireAlarm(id);
    yield* storeChange(tenant, alarm, decide(alarm, tenant.clock.now()), by);
  });
  return consoleAlarm(tenant, id);
}

/** Take notice of it. @throws ExpectedError 'not-found'. */
export function acknowledgeAlarm(tenant: OpenTenant, id: number, by: string): Promise<ConsoleAlarm> {
  return changeByPerson(tenant, id, by, (alarm, nowMs) => acknowledge(alarm, by, nowMs));
}

/** Undo of {@link acknowledgeAlarm}. @throws ExpectedError 'not-found'. */
export function unacknowledgeAlarm(tenant: OpenTenant, id: number, by: string): Promise<ConsoleAlarm> {
  return changeByPerson(tenant, id, by, (alarm, nowMs) => unacknowledge(alarm, nowMs));
}

/** End it by hand. @throws ExpectedError 'not-found', 'conflict' while its rule's condition still holds. */
export function clearAlarm(tenant: OpenTenant, id: number, by: string): Promise<ConsoleAlarm> {
  return changeByPerson(tenant, id, by, (alarm, nowMs) => {
    requireOver(tenant, alarm);
    return clearByHand(alarm, by, nowMs);
  });
}

/** @throws ExpectedError 'not-found'. */
export function addAlarmNote(tenant: OpenTenant, id: number, by: string, text: string): Promise<ConsoleAlarm> {
  return changeByPerson(tenant, id, by, (alarm, nowMs) => addNote(alarm, by, text, nowMs));
}

/** An ended alarm may become active again only as the newest of its condition, and never a rule's: that decides itself. */
function* requireReopenable(alarm: Alarm): Unit<void> {
  const newest = yield* first(newestOfCondition(alarm.deviceId, alarm.type));
  if (alarm.cause === null && newest?.id === alarm.id) return;
  const reason = alarm.cause ? 'its rule decides when it is active' : 'the same condition was raised again since';
  throw new ExpectedError('conflict', `Alarm ${alarm.id} cannot become active again: ${reason}`);
}

/**
 * Apply a PUT inside a unit. An identical one changes and audits nothing.
 * @throws ExpectedError 'conflict' when the status asked for cannot be.
 */
export function* editAlarmInUnit(tenant: OpenTenant, alarm: Alarm, changes: AlarmEdit, editor: Editor): Unit<Alarm> {
  if (ends(alarm, changes)) requireOver(tenant, alarm);
  if (reopens(alarm, changes)) yield* requireReopenable(alarm);
  const after = edit(alarm, changes, editor, tenant.clock.now());
  yield* storeChange(tenant, alarm, after, editor.name);
  return after;
}

/** Apply a PUT. @throws ExpectedError 'not-found', 'conflict' as {@link editAlarmInUnit}. */
export function editAlarm(tenant: OpenTenant, id: number, changes: AlarmEdit, editor: Editor): Promise<Alarm> {
  return tenant.database.write(function* () {
    return yield* editAlarmInUnit(tenant, yield* requireAlarm(id), changes, editor);
  });
}

/** Delete inside a unit. */
export function* deleteAlarmInUnit(tenant: OpenTenant, alarm: Alarm, by: string): Unit<void> {
  // Without its alarm the silence is to be told anew.
  if (isOutageAlarm(tenant, alarm)) tenant.outages.forget(alarm.deviceId);
  yield* run(deleteAlarmRow(alarm.id));
  const text = `Alarm deleted: ${alarm.text}`;
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Alarm', activity: 'Alarm deleted', text, changes: [] };
  yield* run(insertAuditRecord({ ...record, source: String(alarm.id) }));
  publishAlarmRemoved(tenant, alarm.id);
  publishDeleted(tenant, 'alarm', alarm.id, alarm.deviceId);
}

/** @throws ExpectedError 'not-found'. */
export function deleteAlarm(tenant: OpenTenant, id: number, by: string): Promise<void> {
  return tenant.database.write(function* () {
    yield* deleteAlarmInUnit(tenant, yield* requireAlarm(id), by);
  });
}
