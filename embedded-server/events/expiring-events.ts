/** SQL of events that may have to go because of their age. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

const db = queryBuilder<{ events: { id: number; managed_object_id: number; type: string; time_ms: number; fragments: string } }>();

/** Those of before a moment, oldest first, after the one named. */
export const agedEvents = fixedStatement('events: aged', [0, 0, 1000, 200] as [number, number, number, number], (afterMs, afterId, beforeMs, limit) =>
  db
    .selectFrom('events')
    .select(['id', 'time_ms', 'managed_object_id as source', 'type', 'fragments'])
    .where((eb) => eb(eb.refTuple('time_ms', 'id'), '>', eb.tuple(afterMs, afterId)))
    .where('time_ms', '<', beforeMs)
    .orderBy('time_ms')
    .orderBy('id')
    .limit(limit),
);

export const deleteAgedEvents = statement('events: delete aged', [[[1, 2]]] as [readonly number[]][], (ids) => db.deleteFrom('events').where('id', 'in', ids));
