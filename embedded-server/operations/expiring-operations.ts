/** SQL of operations, single and bulk, that may have to go because of their age: those that ended. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface OperationTables {
  operations: { id: number; managed_object_id: number; status: string; created_ms: number; fragments: string };
  bulk_operations: { id: number; group_id: number | null; stage: string; start_ms: number; prototype: string };
}

const db = queryBuilder<OperationTables>();

/** Ended ones of before a moment, oldest first, after the one named. */
export const agedOperations = fixedStatement('operations: aged', [0, 0, 1000, 200] as [number, number, number, number], (afterMs, afterId, beforeMs, limit) =>
  db
    .selectFrom('operations')
    .select((eb) => ['id', 'created_ms as time_ms', 'managed_object_id as source', eb.val('').as('type'), 'fragments'])
    .where((eb) => eb(eb.refTuple('created_ms', 'id'), '>', eb.tuple(afterMs, afterId)))
    .where('created_ms', '<', beforeMs)
    .where('status', 'in', [sql.lit('SUCCESSFUL'), sql.lit('FAILED')])
    .orderBy('created_ms')
    .orderBy('id')
    .limit(limit),
);

export const deleteAgedOperations = statement('operations: delete aged', [[[1, 2]]] as [readonly number[]][], (ids) =>
  db.deleteFrom('operations').where('id', 'in', ids),
);

/** Bulk operations whose operations have all been created, or that were cancelled. */
export const agedBulkOperations = fixedStatement('bulk operations: aged', [0, 0, 1000, 200] as [number, number, number, number], (afterMs, afterId, beforeMs, limit) =>
  db
    .selectFrom('bulk_operations')
    .select((eb) => ['id', 'start_ms as time_ms', 'group_id as source', eb.val('').as('type'), 'prototype as fragments'])
    .where((eb) => eb(eb.refTuple('start_ms', 'id'), '>', eb.tuple(afterMs, afterId)))
    .where('start_ms', '<', beforeMs)
    .where('stage', 'in', [sql.lit('created'), sql.lit('canceled')])
    .orderBy('start_ms')
    .orderBy('id')
    .limit(limit),
);

export const deleteAgedBulkOperations = statement('bulk operations: delete aged', [[[1, 2]]] as [readonly number[]][], (ids) =>
  db.deleteFrom('bulk_operations').where('id', 'in', ids),
);
