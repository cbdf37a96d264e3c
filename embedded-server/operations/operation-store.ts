/** SQL of operations. */
import { sql, type Generated } from 'kysely';

import type { OperationStatus } from '#contract/operations.ts';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

export interface OperationRow {
  id: number;
  managed_object_id: number;
  bulk_operation_id: number | null;
  status: OperationStatus;
  created_ms: number;
  updated_ms: number;
  /** When the device first got it. */
  sent_ms: number | null;
  /** To be taken by then. */
  expires_ms: number | null;
  /** 1 = it failed because nobody took it in time. */
  expired: number;
  description: string | null;
  failure_reason: string | null;
  /** JSON object. */
  fragments: string;
}

/** What the platform gives a new operation by itself is left out. */
export type NewOperation = Pick<
  OperationRow,
  'managed_object_id' | 'bulk_operation_id' | 'created_ms' | 'expires_ms' | 'description' | 'fragments'
>;

interface OperationTables {
  operations: Omit<OperationRow, 'id' | 'sent_ms' | 'expired' | 'failure_reason'> & {
    id: Generated<number>;
    sent_ms: Generated<number | null>;
    expired: Generated<number>;
    failure_reason: Generated<string | null>;
  };
}

const db = queryBuilder<OperationTables>();

export const findOperation = fixedStatement('operations: one', [1] as [number], (id) =>
  db.selectFrom('operations').selectAll().where('id', '=', id),
);

const example: NewOperation = {
  managed_object_id: 1,
  bulk_operation_id: null,
  created_ms: 1,
  expires_ms: null,
  description: 'd',
  fragments: '{}',
};

export const insertOperation = statement('operations: insert', [[example]] as [NewOperation][], (operation) =>
  db
    .insertInto('operations')
    .values({ ...operation, status: 'PENDING', updated_ms: operation.created_ms })
    .returningAll(),
);

/** What of a row changes in its life. */
export type OperationColumns = Pick<
  OperationRow,
  'status' | 'sent_ms' | 'description' | 'failure_reason' | 'expired' | 'fragments' | 'updated_ms'
>;

export const updateOperation = statement(
  'operations: update',
  [[1, { status: 'FAILED', sent_ms: null, description: null, failure_reason: 'r', expired: 0, fragments: '{}', updated_ms: 1 }]] as [
    number,
    OperationColumns,
  ][],
  (id, columns) => db.updateTable('operations').set(columns).where('id', '=', id).returningAll(),
);

function oneOf(column: string, ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** Note that devices got their operations; those noted before stay as they are. */
export const markSent = statement('operations: mark sent', [[[1, 2], 1]] as [readonly number[], number][], (ids, nowMs) =>
  db.updateTable('operations').set({ sent_ms: nowMs }).where(oneOf('id', ids)).where('sent_ms', 'is', null),
);

/** Newest operations of some devices that have a text in them. */
export const operationsMentioning = statement(
  'operations: mentioning',
  [[[1, 2], 'x', 100]] as [readonly number[], string, number][],
  (devices, text, limit) =>
    db
      .selectFrom('operations')
      .select('fragments')
      .where(oneOf('managed_object_id', devices))
      .where(sql<boolean>`instr(fragments, ${text}) > 0`)
      .orderBy('id', 'desc')
      .limit(limit),
);

/** Operations that nobody took in time. */
export const overdueOperations = fixedStatement('operations: overdue', [1, 500] as [number, number], (nowMs, limit) =>
  db
    .selectFrom('operations')
    .selectAll()
    .where('status', '=', sql.lit('PENDING'))
    .where('expires_ms', '<=', nowMs)
    .orderBy('expires_ms')
    .limit(limit),
);

/** Absent = not narrowed. Times are ms UTC, `to` exclusive. */
export interface OperationFilter {
  /** Ids of managed objects. */
  devices?: readonly number[];
  status?: OperationStatus;
  bulkOperationId?: number;
  /** Name of a fragment the operation must have. */
  fragmentType?: string;
  fromMs?: number;
  toMs?: number;
}

/** The name is looked for in the stored JSON first, which is quick; only what has it is taken apart. */
function hasFragment(name: string) {
  return sql<boolean>`instr(fragments, ${JSON.stringify(name)}) > 0
    and exists (select 1 from json_each(fragments) as f where f.key = ${name})`;
}

function filtered({ devices, status, bulkOperationId, fragmentType, fromMs, toMs }: OperationFilter) {
  let query = db.selectFrom('operations');
  if (devices?.length === 1) query = query.where('managed_object_id', '=', devices[0] ?? 0);
  else if (devices) query = query.where(oneOf('managed_object_id', devices));
  if (status !== undefined) query = query.where('status', '=', status);
  if (bulkOperationId !== undefined) query = query.where('bulk_operation_id', '=', bulkOperationId);
  if (fromMs !== undefined) query = query.where('created_ms', '>=', fromMs);
  if (toMs !== undefined) query = query.where('created_ms', '<', toMs);
  return fragmentType === undefined ? query : query.where(hasFragment(fragmentType));
}

/** Filters that an index narrows. */
const narrow: OperationFilter[] = [
  { devices: [1] },
  { devices: [1], status: 'PENDING' },
  { devices: [1], status: 'PENDING', fragmentType: 'f' },
  { devices: [1], fromMs: 1, toMs: 2 },
  { devices: [1, 2] },
  { devices: [1, 2], status: 'PENDING' },
  { devices: [1, 2], fromMs: 1, toMs: 2 },
  { status: 'PENDING' },
  { status: 'PENDING', fragmentType: 'f' },
  { status: 'FAILED', fromMs: 1, toMs: 2 },
  { bulkOperationId: 1 },
  { bulkOperationId: 1, status: 'FAILED' },
  { fromMs: 1, toMs: 2 },
];
/** Filters that nothing narrows. */
const broad: OperationFilter[] = [{}, { fragmentType: 'f' }];

function page(filter: OperationFilter, newestFirst: boolean, limit: number, offset: number) {
  const direction = newestFirst ? 'desc' : 'asc';
  const isRange = filter.fromMs !== undefined || filter.toMs !== undefined;
  const found = filtered(filter).selectAll().limit(limit).offset(offset);
  return isRange ? found.orderBy('created_ms', direction).orderBy('id', direction) : found.orderBy('id', direction);
}

function count(filter: OperationFilter) {
  return filtered(filter).select((eb) => eb.fn.countAll<number>().as('total'));
}

function pages(name: string, filters: OperationFilter[]) {
  const examples = filters.flatMap((filter): [OperationFilter, boolean, number, number][] => [
    [filter, false, 5, 0],
    [filter, true, 5, 10],
  ]);
  return statement(name, examples, page);
}

function counts(name: string, filters: OperationFilter[]) {
  return statement(name, filters.map((filter): [OperationFilter] => [filter]), count);
}

const listNarrow = pages('operations: list', narrow);
const listBroad = pages('operations: list all', broad);
const countNarrow = counts('operations: count', narrow);
const countBroad = counts('operations: count all', broad);

function isBroad({ fragmentType: _, ...indexed }: OperationFilter): boolean {
  return Object.values(indexed).every((wanted) => wanted === undefined);
}

/** A page, by id; a stretch of time by creation, which is the same order unless the clock was set back. */
export function listOperations(filter: OperationFilter, newestFirst: boolean, limit: number, offset: number) {
  return (isBroad(filter) ? listBroad : listNarrow)(filter, newestFirst, limit, offset);
}

export function countOperations(filter: OperationFilter) {
  return (isBroad(filter) ? countBroad : countNarrow)(filter);
}

/** Delete some of what matches, for deletes that must stay short. */
export const deleteOperationSlice = statement(
  'operations: delete a slice',
  narrow.map((filter): [OperationFilter, number] => [filter, 500]),
  (filter, limit) =>
    db.deleteFrom('operations').where('id', 'in', filtered(filter).select('id').limit(limit)).returning(['id', 'managed_object_id']),
);

/** Everything of one object becomes another's. */
export const moveOperations = fixedStatement('operations: move', [1, 2] as [number, number], (fromId, toId) =>
  db.updateTable('operations').set({ managed_object_id: toId }).where('managed_object_id', '=', fromId).returning('id'),
);

/** Some operations become another object's. */
export const assignOperations = statement('operations: assign', [[[1, 2], 1]] as [readonly number[], number][], (ids, toId) =>
  db.updateTable('operations').set({ managed_object_id: toId }).where(oneOf('id', ids)),
);
