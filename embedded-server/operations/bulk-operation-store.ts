/** SQL of bulk operations and of the devices that still wait for their operation. */
import { sql, type Generated } from 'kysely';

import type { OperationStatus } from '#contract/operations.ts';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { BulkStage } from './bulk-operation.ts';

export interface BulkOperationRow {
  id: number;
  /** One of the two is set. */
  group_id: number | null;
  failed_parent_id: number | null;
  stage: BulkStage;
  start_ms: number;
  ramp_ms: number;
  /** When there is something to do next; null = never any more. */
  next_ms: number | null;
  /** JSON of the command. */
  prototype: string;
  note: string | null;
  created_by: string;
}

interface BulkTables {
  bulk_operations: Omit<BulkOperationRow, 'id'> & { id: Generated<number> };
  bulk_operation_devices: { bulk_operation_id: number; ordinal: number; managed_object_id: number };
  managed_objects: { id: number };
  operations: { id: number; bulk_operation_id: number; status: OperationStatus; managed_object_id: number };
}

const db = queryBuilder<BulkTables>();

export const findBulkOperation = fixedStatement('bulk operations: one', [1] as [number], (id) =>
  db.selectFrom('bulk_operations').selectAll().where('id', '=', id),
);

const example: Omit<BulkOperationRow, 'id'> = {
  group_id: 1,
  failed_parent_id: null,
  stage: 'scheduled',
  start_ms: 1,
  ramp_ms: 1,
  next_ms: 1,
  prototype: '{}',
  note: null,
  created_by: 'a',
};

export const insertBulkOperation = statement(
  'bulk operations: insert',
  [[example]] as [Omit<BulkOperationRow, 'id'>][],
  (row) => db.insertInto('bulk_operations').values(row).returningAll(),
);

type Changing = Pick<BulkOperationRow, 'stage' | 'start_ms' | 'ramp_ms' | 'next_ms' | 'prototype' | 'note'>;

export const updateBulkOperation = statement(
  'bulk operations: update',
  [[1, { stage: 'creating', next_ms: 1 }]] as [number, Partial<Changing>][],
  (id, columns) => db.updateTable('bulk_operations').set(columns).where('id', '=', id).returningAll(),
);

/** What has something to do. */
export const dueBulkOperations = fixedStatement('bulk operations: due', [1, 100] as [number, number], (nowMs, limit) =>
  db.selectFrom('bulk_operations').selectAll().where('next_ms', '<=', nowMs).orderBy('next_ms').limit(limit),
);

function kept() {
  return db.selectFrom('bulk_operations').where('stage', '<>', sql.lit('canceled'));
}

export const listKeptBulkOperations = fixedStatement('bulk operations: list', [5, 0] as [number, number], (limit, offset) =>
  kept().selectAll().orderBy('id').limit(limit).offset(offset),
);

/** Canceled ones too. */
export const listAllBulkOperations = fixedStatement('bulk operations: list all', [5, 0] as [number, number], (limit, offset) =>
  db.selectFrom('bulk_operations').selectAll().orderBy('id').limit(limit).offset(offset),
);

export const countKeptBulkOperations = fixedStatement('bulk operations: count', [] as [], () =>
  kept().select((eb) => eb.fn.countAll<number>().as('total')),
);

export const countAllBulkOperations = fixedStatement('bulk operations: count all', [] as [], () =>
  db.selectFrom('bulk_operations').select((eb) => eb.fn.countAll<number>().as('total')),
);

// --- devices that wait

/** In this order; those that are gone meanwhile are left out. */
export const insertWaitingDevices = statement(
  'bulk operations: devices wait',
  [[1, [1, 2]]] as [number, readonly number[]][],
  (bulkOperationId, deviceIds) =>
    db.insertInto('bulk_operation_devices').expression(
      db
        .selectFrom(sql<{ key: number; value: number }>`json_each(${JSON.stringify(deviceIds)})`.as('j'))
        .innerJoin('managed_objects as o', 'o.id', 'j.value')
        .select([sql<number>`${bulkOperationId}`.as('bulk_operation_id'), 'j.key as ordinal', 'o.id as managed_object_id']),
    ),
);

/** The next devices, which then no longer wait; in no order. */
export const takeWaitingDevices = fixedStatement(
  'bulk operations: take devices',
  [1, 1, 500] as [number, number, number],
  (bulkOperationId, same, limit) =>
    db
      .deleteFrom('bulk_operation_devices')
      .where('bulk_operation_id', '=', bulkOperationId)
      .where('ordinal', 'in', (eb) =>
        eb
          .selectFrom('bulk_operation_devices')
          .select('ordinal')
          .where('bulk_operation_id', '=', same)
          .orderBy('ordinal')
          .limit(limit),
      )
      .returning(['ordinal', 'managed_object_id']),
);

export const deleteWaitingDevices = fixedStatement('bulk operations: forget devices', [1] as [number], (bulkOperationId) =>
  db.deleteFrom('bulk_operation_devices').where('bulk_operation_id', '=', bulkOperationId),
);

function oneOf(column: string, ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`;
}

export const waitingCounts = statement('bulk operations: waiting', [[[1, 2]]] as [readonly number[]][], (ids) =>
  db
    .selectFrom('bulk_operation_devices')
    .select((eb) => ['bulk_operation_id as id', eb.fn.countAll<number>().as('total')])
    .where(oneOf('bulk_operation_id', ids))
    .groupBy('bulk_operation_id'),
);

// --- their operations

export const statusCounts = statement('bulk operations: progress', [[[1, 2]]] as [readonly number[]][], (ids) =>
  db
    .selectFrom('operations')
    .select((eb) => ['bulk_operation_id as id', 'status', eb.fn.countAll<number>().as('total')])
    .where(oneOf('bulk_operation_id', ids))
    .groupBy(['bulk_operation_id', 'status']),
);

/** Devices on which it failed, in the order of their operations. */
export const failedDevices = fixedStatement('bulk operations: failed devices', [1] as [number], (bulkOperationId) =>
  db
    .selectFrom('operations')
    .select('managed_object_id as id')
    .where('bulk_operation_id', '=', bulkOperationId)
    .where('status', '=', sql.lit('FAILED'))
    .orderBy('operations.id'),
);
