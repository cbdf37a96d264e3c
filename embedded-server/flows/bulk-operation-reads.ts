/** Bulk operations and how far they are. */
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { descendants } from '../managed-objects/child-store.ts';
import { listDeviceRows } from '../managed-objects/device-list.ts';
import type { BulkCounts } from '../operations/bulk-operation.ts';
import {
  countAllBulkOperations,
  countKeptBulkOperations,
  failedDevices,
  findBulkOperation,
  listAllBulkOperations,
  listKeptBulkOperations,
  statusCounts,
  waitingCounts,
  type BulkOperationRow,
} from '../operations/bulk-operation-store.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface BulkView {
  row: BulkOperationRow;
  counts: BulkCounts;
}

export function noSuchBulkOperation(id: string | number): ExpectedError {
  return new ExpectedError('not-found', `No bulk operation for id '${String(id).slice(0, 40)}'`);
}

/** @throws ExpectedError 'not-found'. */
export function requireBulkOperation(tenant: OpenTenant, id: string | number): BulkOperationRow {
  const bulkId = parseId(id);
  const row = bulkId === null ? undefined : tenant.database.readFirst(findBulkOperation(bulkId));
  if (!row) throw noSuchBulkOperation(id);
  return row;
}

/** A group's devices by name, those of groups in it included; a device stands for itself. */
function devicesOfGroup({ database }: OpenTenant, groupId: number): number[] {
  const among = [groupId, ...database.read(descendants(groupId, ['asset'])).map(({ id }) => id)];
  return database.read(listDeviceRows({ among }, null, among.length)).map(({ id }) => id);
}

/** Ids of the devices it is for as things are now, in the order they get their operation. */
export function targetDevices(tenant: OpenTenant, row: Pick<BulkOperationRow, 'group_id' | 'failed_parent_id'>): number[] {
  if (row.group_id !== null) return devicesOfGroup(tenant, row.group_id);
  if (row.failed_parent_id === null) return [];
  return [...new Set(tenant.database.read(failedDevices(row.failed_parent_id)).map(({ id }) => id))];
}

function noCounts(): BulkCounts {
  return { waiting: 0, PENDING: 0, EXECUTING: 0, SUCCESSFUL: 0, FAILED: 0 };
}

/** Bulk operations with their progress. */
export function viewBulkOperations(tenant: OpenTenant, rows: readonly BulkOperationRow[]): BulkView[] {
  const ids = rows.map(({ id }) => id);
  const counts = new Map(rows.map((row) => [row.id, noCounts()]));
  const countsOf = (id: number) => counts.get(id) ?? noCounts();
  for (const row of rows) if (row.stage === 'scheduled') countsOf(row.id).waiting = targetDevices(tenant, row).length;
  for (const { id, total } of tenant.database.read(waitingCounts(ids))) countsOf(id).waiting = total;
  for (const { id, status, total } of tenant.database.read(statusCounts(ids))) countsOf(id)[status] = total;
  return rows.map((row) => ({ row, counts: countsOf(row.id) }));
}

/** @param withDeleted canceled ones too. */
export function bulkOperationPage({ database }: OpenTenant, withDeleted: boolean, limit: number, offset: number): BulkOperationRow[] {
  return database.read(withDeleted ? listAllBulkOperations(limit, offset) : listKeptBulkOperations(limit, offset));
}

export function bulkOperationTotal({ database }: OpenTenant, withDeleted: boolean): number {
  return database.readFirst(withDeleted ? countAllBulkOperations() : countKeptBulkOperations())?.total ?? 0;
}
