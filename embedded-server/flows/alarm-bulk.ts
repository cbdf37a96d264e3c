/** Changing and deleting all alarms that match a filter, in short units, so that ingest between them does not wait. */
import type { AlarmStatus } from '#contract/alarms.ts';
import { ExpectedError } from '#contract/errors.ts';

import type { Editor } from '../alarms/alarm-decisions.ts';
import { sliceOfAlarms, type AlarmFilter } from '../alarms/alarm-list.ts';
import { alarmOf } from '../alarms/alarm-row.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { all, type Unit } from '../db/unit.ts';
import { deleteAlarmInUnit, editAlarmInUnit } from './alarm-changes.ts';
import type { OpenTenant } from './open-tenant.ts';

const sliceRows = 200;

/** Do something to every alarm that matches, slice by slice in the order of ids. */
async function forEach(tenant: OpenTenant, filter: AlarmFilter, act: (alarm: Alarm) => Unit<void>): Promise<void> {
  let afterId = 0;
  for (;;) {
    const rows = await tenant.database.write(function* () {
      const slice = yield* all(sliceOfAlarms(filter, afterId, sliceRows));
      for (const row of slice) yield* act(alarmOf(row));
      return slice;
    });
    if (rows.length < sliceRows) return;
    afterId = rows.at(-1)?.id ?? afterId;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof ExpectedError && error.code === 'conflict';
}

/** An alarm that cannot have this status now is passed over: the others asked for are not its business. */
function* setOne(tenant: OpenTenant, alarm: Alarm, status: AlarmStatus, editor: Editor): Unit<void> {
  try {
    yield* editAlarmInUnit(tenant, alarm, { status }, editor);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}

/** @param mayChange alarms it refuses are left as they are. */
export function setStatusOfAlarms(
  tenant: OpenTenant,
  filter: AlarmFilter,
  status: AlarmStatus,
  editor: Editor,
  mayChange: (alarm: Alarm) => boolean,
): Promise<void> {
  return forEach(tenant, filter, function* (alarm) {
    if (mayChange(alarm)) yield* setOne(tenant, alarm, status, editor);
  });
}

/** @param mayChange alarms it refuses are left. */
export function deleteAlarms(
  tenant: OpenTenant,
  filter: AlarmFilter,
  by: string,
  mayChange: (alarm: Alarm) => boolean,
): Promise<void> {
  return forEach(tenant, filter, function* (alarm) {
    if (mayChange(alarm)) yield* deleteAlarmInUnit(tenant, alarm, by);
  });
}
