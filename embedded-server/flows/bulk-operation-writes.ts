/** Bulk operations: planning, changing, canceling them, and creating their operations at the ramp. */
import type { AuditActivity } from '#contract/audit.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { all, first, run, type Unit } from '../db/unit.ts';
import { applyBulkChanges, dueOperations, type BulkChanges, type BulkContent, type Command } from '../operations/bulk-operation.ts';
import {
  deleteWaitingDevices,
  dueBulkOperations,
  findBulkOperation,
  insertBulkOperation,
  insertWaitingDevices,
  takeWaitingDevices,
  updateBulkOperation,
  waitingCounts,
  type BulkOperationRow,
} from '../operations/bulk-operation-store.ts';
import { noSuchBulkOperation, targetDevices } from './bulk-operation-reads.ts';
import type { OpenTenant } from './open-tenant.ts';
import { cancelWaitingOperations, createOperationInUnit, tellOfOperations } from './operation-writes.ts';

/** Operations created in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 200;
/** Bulk operations looked after in one turn; the others have theirs a second later. */
const mostAtOnce = 100;

function* audit(tenant: OpenTenant, row: BulkOperationRow, by: string, activity: AuditActivity): Unit<void> {
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'BulkOperation', activity, text: activity, changes: [] };
  yield* run(insertAuditRecord({ ...record, source: String(row.id) }));
}

/** What a stored bulk operation asks of each device. */
export function commandOf(row: Pick<BulkOperationRow, 'prototype'>): Command {
  return JSON.parse(row.prototype) as Command;
}

/** Plan a bulk operation; its devices are those of the group when it starts. */
export function planBulkOperation(tenant: OpenTenant, bulk: BulkContent, by: string): Promise<BulkOperationRow> {
  const { target, startMs, rampMs, command, note } = bulk;
  return tenant.database.write(function* () {
    const row = yield* first(
      insertBulkOperation({
        group_id: 'groupId' in target ? target.groupId : null,
        failed_parent_id: 'failedParentId' in target ? target.failedParentId : null,
        stage: 'scheduled',
        start_ms: startMs,
        ramp_ms: rampMs,
        next_ms: startMs,
        prototype: JSON.stringify(command),
        note,
        created_by: by,
      }),
    );
    if (!row) throw new Error('an inserted bulk operation gave no row');
    yield* audit(tenant, row, by, 'Bulk operation created');
    return row;
  });
}

function* requireRow(id: number): Unit<BulkOperationRow> {
  const row = yield* first(findBulkOperation(id));
  if (!row) throw noSuchBulkOperation(id);
  return row;
}

/** A faster ramp shortens the wait that has begun, too. */
function nextMs(row: BulkOperationRow, startMs: number, rampMs: number, nowMs: number): number | null {
  if (row.stage === 'scheduled') return startMs;
  return row.next_ms === null ? null : Math.min(row.next_ms, nowMs + rampMs);
}

/** Apply a PUT. @throws ExpectedError 'not-found', 'invalid' for what can no longer change. */
export function changeBulkOperation(tenant: OpenTenant, id: number, changes: BulkChanges, by: string): Promise<BulkOperationRow> {
  return tenant.database.write(function* () {
    const row = yield* requireRow(id);
    const before = { startMs: row.start_ms, rampMs: row.ramp_ms, command: commandOf(row), note: row.note };
    const { startMs, rampMs, command, note } = applyBulkChanges(before, row.stage, changes);
    const after = yield* first(
      updateBulkOperation(id, {
        start_ms: startMs,
        ramp_ms: rampMs,
        next_ms: nextMs(row, startMs, rampMs, tenant.clock.now()),
        prototype: JSON.stringify(command),
        note,
      }),
    );
    if (!after) throw noSuchBulkOperation(id);
    yield* audit(tenant, after, by, 'Bulk operation updated');
    return after;
  });
}

/** Create no more operations and fail those no device has taken; what runs on devices runs on. Repeating it does no harm. */
export async function cancelBulkOperation(tenant: OpenTenant, id: number, by: string): Promise<void> {
  await tenant.database.write(function* () {
    const row = yield* requireRow(id);
    if (row.stage === 'canceled') return;
    yield* run(updateBulkOperation(id, { stage: 'canceled', next_ms: null }));
    yield* run(deleteWaitingDevices(id));
    yield* audit(tenant, row, by, 'Bulk operation canceled');
  });
  await cancelWaitingOperations(tenant, { bulkOperationId: id }, by);
}

/** Create what is due, and note when the next is. @param targets devices, if it only begins now. */
function* advance(tenant: OpenTenant, id: number, targets: readonly number[], nowMs: number): Unit<void> {
  const row = yield* requireRow(id);
  if (row.next_ms === null) return;
  if (row.stage === 'scheduled') yield* run(insertWaitingDevices(id, targets));
  const due = dueOperations(row.next_ms, row.ramp_ms, nowMs, sliceRows);
  const taken = yield* all(takeWaitingDevices(id, id, due.count));
  tellOfOperations(tenant);
  for (const { managed_object_id: deviceId } of taken.sort((a, b) => a.ordinal - b.ordinal)) {
    yield* createOperationInUnit(tenant, { deviceId, ...commandOf(row) }, row.created_by, id);
  }
  const isLeft = (yield* first(waitingCounts([id]))) !== undefined;
  yield* run(updateBulkOperation(id, isLeft ? { stage: 'creating', next_ms: due.nextMs } : { stage: 'created', next_ms: null }));
}

/** Go on with every bulk operation that has something to do. */
export async function advanceBulkOperations(tenant: OpenTenant, nowMs: number): Promise<void> {
  for (const row of tenant.database.read(dueBulkOperations(nowMs, mostAtOnce))) {
    const targets = row.stage === 'scheduled' ? targetDevices(tenant, row) : [];
    await tenant.database.write(() => advance(tenant, row.id, targets, nowMs), sliceRows);
  }
}
