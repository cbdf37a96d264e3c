/** SQL of alarms: one by one, by condition, and the open ones. Lists are in alarm-list.ts. */
import { sql, type Generated } from 'kysely';

import { fixedStatement, queryBuilder, rowStatement, statement } from '../db/statement.ts';
import type { AlarmColumns } from './alarm-row.ts';

export interface AlarmTables {
  alarms: AlarmColumns & { id: Generated<number> };
}

const db = queryBuilder<AlarmTables>();

/** Literally the condition of the indexes of open alarms, so that SQLite may use them. */
const isOpen = sql<boolean>`(active = 1 or (acknowledged = 0 and superseded = 0))`;

const example: AlarmColumns = {
  managed_object_id: 1,
  type: 't',
  text: 'x',
  severity: 1,
  active: 1,
  acknowledged: 0,
  superseded: 0,
  shelved_until_ms: null,
  shelved_reason: null,
  shelved_by: null,
  suppressed: null,
  out_of_service: 0,
  first_ms: 1,
  time_ms: 1,
  count: 1,
  created_ms: 1,
  updated_ms: 1,
  ended_ms: null,
  acknowledged_by: null,
  acknowledged_ms: null,
  late: 0,
  help: '',
  cause: null,
  notes: '[]',
  fragments: '{}',
};

export const insertAlarm = rowStatement('alarms: insert', [[example]] as [AlarmColumns][], (columns) =>
  db.insertInto('alarms').values(columns).returning('id'),
);

/** Of the columns that change alone: SQLite writes every index over a column that is set. */
export const updateAlarm = rowStatement('alarms: update', [[example, 1]] as [Partial<AlarmColumns>, number][], (columns, id) =>
  db.updateTable('alarms').set(columns).where('id', '=', id),
);

/** Only what a repetition changes; devices repeat alarms far more often than they raise new ones. */
export const repeatAlarm = fixedStatement(
  'alarms: repeat',
  [1, 2, 1, 1] as [number, number, number, number],
  (id, count, timeMs, updatedMs) =>
    db.updateTable('alarms').set({ count, time_ms: timeMs, updated_ms: updatedMs }).where('id', '=', id),
);

export const deleteAlarmRow = fixedStatement('alarms: delete', [1] as [number], (id) =>
  db.deleteFrom('alarms').where('id', '=', id),
);

export const findAlarm = fixedStatement('alarms: one', [1] as [number], (id) =>
  db.selectFrom('alarms').selectAll().where('id', '=', id),
);

/** The newest instance of a condition: the only one that can be active. */
export const newestOfCondition = fixedStatement(
  'alarms: newest of a condition',
  [1, 't'] as [number, string],
  (deviceId, type) =>
    db
      .selectFrom('alarms')
      .selectAll()
      .where('managed_object_id', '=', deviceId)
      .where('type', '=', type)
      .orderBy('id', 'desc')
      .limit(sql.lit(1)),
);

/** Active ones of a type on any device: a rule's. */
export const activeOfType = fixedStatement('alarms: active of a type', ['t'] as [string], (type) =>
  db.selectFrom('alarms').selectAll().where('type', '=', type).where('active', '=', sql.lit(1)),
);

/** Devices with an active one of a type. */
export const devicesOfActiveType = fixedStatement('alarms: devices of an active type', ['t'] as [string], (type) =>
  db.selectFrom('alarms').select('managed_object_id').where('type', '=', type).where('active', '=', sql.lit(1)),
);

/** Active ones of a device that maintenance hid. */
export const suppressedOfDevice = fixedStatement('alarms: suppressed of a device', [1] as [number], (deviceId) =>
  db
    .selectFrom('alarms')
    .selectAll()
    .where('managed_object_id', '=', deviceId)
    .where('active', '=', sql.lit(1))
    .where('suppressed', '=', sql.lit('maintenance')),
);

/** Open and not hidden, worst first, then newest. */
export const openAlarmRows = fixedStatement('alarms: open', [500] as [number], (limit) =>
  db
    .selectFrom('alarms')
    .selectAll()
    .where(isOpen)
    .where('suppressed', 'is', null)
    .orderBy('severity')
    .orderBy('first_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit),
);

/** How many are open and not hidden, by severity and whether somebody acknowledged them. */
export const openCounts = fixedStatement('alarms: open counts', [] as [], () =>
  db
    .selectFrom('alarms')
    .select(['severity', 'acknowledged', (eb) => eb.fn.countAll<number>().as('total')])
    .where(isOpen)
    .where('suppressed', 'is', null)
    .groupBy(['severity', 'acknowledged']),
);

/** How many are open of every type. */
export const openCountsByType = fixedStatement('alarms: open counts by type', [] as [], () =>
  db
    .selectFrom('alarms')
    .select(['type', (eb) => eb.fn.countAll<number>().as('total')])
    .where(isOpen)
    .where('suppressed', 'is', null)
    // The plus keeps SQLite off the index by type, which holds every alarm there ever was.
    .groupBy(sql`+type`),
);

/** The moment the newest of a type was raised. */
export const lastOfType = fixedStatement('alarms: last of a type', ['t'] as [string], (type) =>
  db
    .selectFrom('alarms')
    .select('time_ms')
    .where('type', '=', type)
    .orderBy('time_ms', 'desc')
    .limit(sql.lit(1)),
);

function amongDevices(deviceIds: readonly number[]) {
  return sql<boolean>`managed_object_id in (select value from json_each(${JSON.stringify(deviceIds)}))`;
}

/** Open and not hidden of some devices, worst first, then newest. */
export const openOfDevices = statement('alarms: open of devices', [[[1, 2]]] as [readonly number[]][], (deviceIds) =>
  db
    .selectFrom('alarms')
    .selectAll()
    .where(amongDevices(deviceIds))
    .where(isOpen)
    .where('suppressed', 'is', null)
    .orderBy('severity')
    .orderBy('first_ms', 'desc')
    .orderBy('id', 'desc'),
);

/** What of an open alarm changes when it is put away, hidden ones too. */
export const openRowsOfDevice = fixedStatement('alarms: open of a device', [1] as [number], (deviceId) =>
  db
    .selectFrom('alarms')
    .select(['id', 'type', 'active', 'acknowledged', 'ended_ms', 'updated_ms', 'acknowledged_by', 'acknowledged_ms'])
    .where('managed_object_id', '=', deviceId)
    .where(isOpen),
);

/** Nobody needs to see them any more: their device was put away. */
export const closeOpenOfDevice = fixedStatement(
  'alarms: close of a device',
  [1, 1, 'a', 1, 1] as [number, number, string, number, number],
  (endedMs, updatedMs, by, acknowledgedMs, deviceId) =>
    db
      .updateTable('alarms')
      .set({
        active: 0,
        acknowledged: 1,
        ended_ms: sql<number>`coalesce(ended_ms, ${endedMs})`,
        updated_ms: updatedMs,
        acknowledged_by: sql<string>`coalesce(acknowledged_by, ${by})`,
        acknowledged_ms: sql<number>`coalesce(acknowledged_ms, ${acknowledgedMs})`,
      })
      .where('managed_object_id', '=', deviceId)
      .where(isOpen),
);

type AlarmState = Pick<AlarmColumns, 'active' | 'acknowledged' | 'ended_ms' | 'updated_ms' | 'acknowledged_by' | 'acknowledged_ms'>;

/** Make an alarm open again as it was. */
export const restoreAlarmState = statement(
  'alarms: restore state',
  [[1, { active: 1, acknowledged: 0, ended_ms: null, updated_ms: 1, acknowledged_by: null, acknowledged_ms: null }]] as [number, AlarmState][],
  (id, state) => db.updateTable('alarms').set(state).where('id', '=', id),
);

/** Active ones of some devices, counted by severity, as the wire shows them. */
export const activeCounts = statement('alarms: active counts', [[[1, 2]]] as [readonly number[]][], (deviceIds) =>
  db
    .selectFrom('alarms')
    .select(['managed_object_id', 'severity', (eb) => eb.fn.countAll<number>().as('total')])
    .where(amongDevices(deviceIds))
    .where('active', '=', sql.lit(1))
    .where('suppressed', 'is', null)
    .groupBy(['managed_object_id', 'severity']),
);

/** Alarms of one object that have ended become another's. */
export const moveEndedAlarms = fixedStatement('alarms: move', [1, 2] as [number, number], (fromId, toId) =>
  db
    .updateTable('alarms')
    .set({ managed_object_id: toId })
    .where('managed_object_id', '=', fromId)
    .where('active', '=', sql.lit(0))
    .returning('id'),
);

/** Active ones of one object. */
export const activeOfDevice = fixedStatement('alarms: active of a device', [1] as [number], (deviceId) =>
  db.selectFrom('alarms').selectAll().where('managed_object_id', '=', deviceId).where('active', '=', sql.lit(1)),
);

/** Some alarms that have ended become another object's. */
export const assignAlarms = statement('alarms: assign', [[[1, 2], 1]] as [readonly number[], number][], (ids, toId) =>
  db
    .updateTable('alarms')
    .set({ managed_object_id: toId })
    .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(ids)}))`),
);
