/** What changes of a managed object mean to its alarms. Units, to run inside the write that changes it. */
import { unsuppress } from '../alarms/alarm-decisions.ts';
import { alarmOf } from '../alarms/alarm-row.ts';
import { openOfDevices, suppressedOfDevice } from '../alarms/alarm-store.ts';
import { all, run, type Unit } from '../db/unit.ts';
import { deleteRuleState } from '../rules/rule-store.ts';
import { publishAlarmRemoved } from './alarm-publication.ts';
import { storeAlarm } from './alarm-raising.ts';
import { isWorkedOn } from './maintenance-cover.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Nobody works at it any more, unless somebody still does: what was raised meanwhile and holds is shown from now on. */
export function* releaseAlarms(tenant: OpenTenant, deviceId: number): Unit<void> {
  const suppressed = yield* all(suppressedOfDevice(deviceId));
  if (suppressed.length === 0 || (yield* isWorkedOn(tenant, deviceId))) return;
  for (const row of suppressed) {
    const alarm = alarmOf(row);
    yield* storeAlarm(tenant, alarm, unsuppress(alarm, tenant.clock.now()));
  }
}

/** The object is being deleted, and its alarms with it: rules forget it, the console takes its rows away. */
export function* forgetAlarms(tenant: OpenTenant, deviceId: number): Unit<void> {
  tenant.outages.forget(deviceId);
  for (const { ruleId, target } of tenant.rules.standingsOfDevice(deviceId)) {
    tenant.rules.reset(ruleId, target);
    yield* run(deleteRuleState(Number(ruleId), target.id));
  }
  for (const { id } of yield* all(openOfDevices([deviceId]))) publishAlarmRemoved(tenant, id);
}
