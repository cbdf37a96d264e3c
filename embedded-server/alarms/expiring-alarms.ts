/** SQL of alarms that may have to go because of their age. What somebody still has to see stays, however old. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface AlarmTables {
  alarms: { id: number; managed_object_id: number; type: string; time_ms: number; fragments: string; active: number; acknowledged: number; superseded: number };
}

const db = queryBuilder<AlarmTables>();

/** Ended ones of before a moment, oldest first, after the one named. */
export const agedAlarms = fixedStatement('alarms: aged', [0, 0, 1000, 200] as [number, number, number, number], (afterMs, afterId, beforeMs, limit) =>
  db
    .selectFrom('alarms')
    .select(['id', 'time_ms', 'managed_object_id as source', 'type', 'fragments'])
    .where((eb) => eb(eb.refTuple('time_ms', 'id'), '>', eb.tuple(afterMs, afterId)))
    .where('time_ms', '<', beforeMs)
    .where('active', '=', sql.lit(0))
    .where((eb) => eb.or([eb('acknowledged', '=', sql.lit(1)), eb('superseded', '=', sql.lit(1))]))
    .orderBy('time_ms')
    .orderBy('id')
    .limit(limit),
);

export const deleteAgedAlarms = statement('alarms: delete aged', [[[1, 2]]] as [readonly number[]][], (ids) => db.deleteFrom('alarms').where('id', 'in', ids));
