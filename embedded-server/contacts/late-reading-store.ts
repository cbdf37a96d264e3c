/** SQL of late readings: counts by device and day of arrival. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';

interface LateReadingTables {
  late_readings: { managed_object_id: number; day: number; total: number; taken_ms: number; arrived_ms: number };
}

const db = queryBuilder<LateReadingTables>();
const dayMs = 24 * 60 * 60_000;
/** Days that are kept. */
const keptDays = 35;

export function dayOf(ms: number): number {
  return Math.floor(ms / dayMs);
}

const add = fixedStatement(
  'late readings: add',
  [1, 1, 1, 1, 1] as [number, number, number, number, number],
  (deviceId, day, total, takenMs, arrivedMs) =>
    db
      .insertInto('late_readings')
      .values({ managed_object_id: deviceId, day, total, taken_ms: takenMs, arrived_ms: arrivedMs })
      .onConflict((conflict) =>
        conflict.columns(['managed_object_id', 'day']).doUpdateSet((eb) => ({
          total: sql<number>`${eb.ref('late_readings.total')} + ${eb.ref('excluded.total')}`,
          taken_ms: eb.ref('excluded.taken_ms'),
          arrived_ms: eb.ref('excluded.arrived_ms'),
        })),
      ),
);

/** @param takenMs of the newest of them. */
export function addLateReadings(deviceId: number, total: number, takenMs: number, arrivedMs: number) {
  return add(deviceId, dayOf(arrivedMs), total, takenMs, arrivedMs);
}

/** Of one device, from a day on, the newest day first. */
export const lateReadingsSince = fixedStatement('late readings: since', [1, 1] as [number, number], (deviceId, day) =>
  db
    .selectFrom('late_readings')
    .selectAll()
    .where('managed_object_id', '=', deviceId)
    .where('day', '>=', day)
    .orderBy('day', 'desc'),
);

const remove = fixedStatement('late readings: delete old', [1] as [number], (day) =>
  db.deleteFrom('late_readings').where('day', '<', day),
);

export function deleteOldLateReadings(nowMs: number) {
  return remove(dayOf(nowMs) - keptDays);
}
