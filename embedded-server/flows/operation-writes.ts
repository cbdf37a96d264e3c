/** Creating, changing, expiring and deleting operations. What is a generator here is a unit, to run inside a write. */
import type { AuditActivity } from '#contract/audit.ts';
import type { JsonObject } from '#contract/wire.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { all, first, run, type Unit } from '../db/unit.ts';
import {
  applyOperationChanges,
  cancelOperation,
  expireOperation,
  wasSent,
  type OperationChanges,
  type OperationContent,
  type OperationState,
} from '../operations/operation.ts';
import {
  deleteOperationSlice,
  findOperation,
  insertOperation,
  listOperations,
  markSent,
  overdueOperations,
  updateOperation,
  type OperationFilter,
  type OperationRow,
} from '../operations/operation-store.ts';
import type { Caller } from '../tenants/caller.ts';
import { publishDeleted, publishOperation } from './changes.ts';
import { requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { noSuchOperation } from './operation-reads.ts';

/** Rows in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 200;

function* audit(tenant: OpenTenant, row: OperationRow, by: string, activity: AuditActivity, previous: string | null): Unit<void> {
  const changes = [{ attribute: 'status', previousValue: previous, newValue: row.status }];
  const text = `${activity}: device ${row.managed_object_id}, ${row.status}`;
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Operation', activity, text, changes };
  yield* run(insertAuditRecord({ ...record, source: String(row.id) }));
}

/** The console's pictures of commands are old once the running unit is on disk; to be said once a unit. */
export function tellOfOperations(tenant: OpenTenant): void {
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'operations' }));
}

/** Store a new operation; it waits for its device. @throws ExpectedError 'not-found' without the device. */
export function* createOperationInUnit(
  tenant: OpenTenant,
  content: OperationContent,
  by: string,
  bulkOperationId: number | null = null,
): Unit<OperationRow> {
  yield* requireRow(content.deviceId);
  const row = yield* first(
    insertOperation({
      managed_object_id: content.deviceId,
      bulk_operation_id: bulkOperationId,
      created_ms: tenant.clock.now(),
      expires_ms: content.expiresMs,
      description: content.description,
      fragments: JSON.stringify(content.fragments),
    }),
  );
  if (!row) throw new Error('an inserted operation gave no row');
  yield* audit(tenant, row, by, 'Operation created', null);
  publishOperation(tenant, 'CREATE', row);
  return row;
}

/** See {@link createOperationInUnit}. */
export function createOperation(tenant: OpenTenant, content: OperationContent, by: string): Promise<OperationRow> {
  return tenant.database.write(() => {
    tellOfOperations(tenant);
    return createOperationInUnit(tenant, content, by);
  });
}

export function stateOf(row: OperationRow): OperationState {
  return {
    status: row.status,
    description: row.description,
    failureReason: row.failure_reason,
    expired: row.expired === 1,
    fragments: JSON.parse(row.fragments) as JsonObject,
  };
}

/** Store how an operation stands now; a new status is audited. */
export function* storeState(tenant: OpenTenant, before: OperationRow, state: OperationState, by: string): Unit<OperationRow> {
  const nowMs = tenant.clock.now();
  const after = yield* first(
    updateOperation(before.id, {
      status: state.status,
      sent_ms: before.sent_ms ?? (wasSent(state) ? nowMs : null),
      description: state.description,
      failure_reason: state.failureReason,
      expired: state.expired ? 1 : 0,
      fragments: JSON.stringify(state.fragments),
      updated_ms: nowMs,
    }),
  );
  if (!after) throw noSuchOperation(before.id);
  if (after.status !== before.status) yield* audit(tenant, after, by, 'Operation updated', before.status);
  publishOperation(tenant, 'UPDATE', after);
  return after;
}

/** Apply a PUT. @throws ExpectedError 'not-found', 'invalid' for a status it cannot go to. */
export function changeOperation(tenant: OpenTenant, id: number, changes: OperationChanges, by: string): Promise<OperationRow> {
  return tenant.database.write(function* () {
    const before = yield* first(findOperation(id));
    if (!before) throw noSuchOperation(id);
    tellOfOperations(tenant);
    return yield* storeState(tenant, before, applyOperationChanges(stateOf(before), changes), by);
  });
}

/**
 * Note that waiting operations reach their device with this answer: what an operator sees as queued is sent now.
 * @returns the operations as they are then.
 */
export async function noteSent(tenant: OpenTenant, caller: Caller, rows: readonly OperationRow[]): Promise<readonly OperationRow[]> {
  if (caller.kind !== 'device') return rows;
  const fresh = new Set(rows.filter((row) => row.status === 'PENDING' && row.sent_ms === null).map(({ id }) => id));
  if (fresh.size === 0) return rows;
  const nowMs = tenant.clock.now();
  await tenant.database.write(function* () {
    tellOfOperations(tenant);
    yield* run(markSent([...fresh], nowMs));
  }, fresh.size);
  return rows.map((row) => (fresh.has(row.id) ? { ...row, sent_ms: nowMs } : row));
}

function* deleteSlice(tenant: OpenTenant, filter: OperationFilter): Unit<number> {
  const deleted = yield* all(deleteOperationSlice(filter, sliceRows));
  if (deleted.length > 0) tellOfOperations(tenant);
  for (const { id, managed_object_id: deviceId } of deleted) publishDeleted(tenant, 'operation', id, deviceId);
  return deleted.length;
}

/** Delete what matches, slice by slice. @returns how many there were. */
export async function deleteOperations(tenant: OpenTenant, filter: OperationFilter): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await tenant.database.write(() => deleteSlice(tenant, filter), sliceRows);
    total += deleted;
    if (deleted < sliceRows) return total;
  }
}

/** Fail what nobody took in time. @returns how many there were. */
export async function expireOperations(tenant: OpenTenant, nowMs: number): Promise<number> {
  if (tenant.database.read(overdueOperations(nowMs, 1)).length === 0) return 0;
  return tenant.database.write(function* () {
    const overdue = yield* all(overdueOperations(nowMs, sliceRows));
    tellOfOperations(tenant);
    for (const row of overdue) yield* storeState(tenant, row, expireOperation(stateOf(row)), 'system');
    return overdue.length;
  }, sliceRows);
}

/** Take back what no device has taken yet, slice by slice. */
export async function cancelWaitingOperations(tenant: OpenTenant, filter: OperationFilter, by: string): Promise<void> {
  const waiting: OperationFilter = { ...filter, status: 'PENDING' };
  while (tenant.database.read(listOperations(waiting, false, 1, 0)).length > 0) {
    await tenant.database.write(function* () {
      const rows = yield* all(listOperations(waiting, false, sliceRows, 0));
      tellOfOperations(tenant);
      for (const row of rows) yield* storeState(tenant, row, cancelOperation(stateOf(row)), by);
    }, sliceRows);
  }
}
