/** /devicecontrol/bulkoperations: https://cumulocity.com/api/core/#tag/Bulk-operations */
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import {
  bulkOperationPage,
  bulkOperationTotal,
  requireBulkOperation,
  viewBulkOperations,
  type BulkView,
} from '../../flows/bulk-operation-reads.ts';
import { cancelBulkOperation, changeBulkOperation, commandOf, planBulkOperation } from '../../flows/bulk-operation-writes.ts';
import { requireTouch } from '../../flows/device-scope.ts';
import {
  bulkGeneralStatus,
  bulkProgress,
  bulkStatus,
  parseBulkChanges,
  parseBulkOperation,
  type BulkTarget,
} from '../../operations/bulk-operation.ts';
import type { BulkOperationRow } from '../../operations/bulk-operation-store.ts';
import { onSite } from './access.ts';
import { bulkOperationUrl } from './links.ts';
import { collection, parsePaging, queryFlag, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const mediaType = 'bulkoperation';

function prototype(row: BulkOperationRow): JsonObject {
  const { fragments, description, expiresMs } = commandOf(row);
  return {
    ...fragments,
    ...(description !== null && { description }),
    ...(expiresMs !== null && { valvomo_ExpiryTime: formatInstant(expiresMs) }),
  };
}

function compose(baseUrl: string, { row, counts }: BulkView): JsonObject {
  return {
    id: String(row.id),
    self: bulkOperationUrl(baseUrl, row.id),
    ...(row.group_id !== null && { groupId: String(row.group_id) }),
    ...(row.failed_parent_id !== null && { failedParentId: String(row.failed_parent_id) }),
    startDate: formatInstant(row.start_ms),
    creationRamp: row.ramp_ms / 1000,
    operationPrototype: prototype(row),
    ...(row.note !== null && { note: row.note }),
    status: bulkStatus(row.stage, counts),
    generalStatus: bulkGeneralStatus(row.stage, counts),
    progress: bulkProgress(counts),
  };
}

function wires({ tenant, baseUrl }: DeviceRequest, rows: readonly BulkOperationRow[]): JsonObject[] {
  return viewBulkOperations(tenant, rows).map((view) => compose(baseUrl, view));
}

function requested(request: DeviceRequest): BulkOperationRow {
  return requireBulkOperation(request.tenant, request.params['id'] ?? '');
}

/** @throws ExpectedError 'not-found' for a group or an earlier bulk operation that is not there. */
function requireTarget(request: DeviceRequest, target: BulkTarget): void {
  if ('groupId' in target) requireTouch(request, target.groupId);
  else requireBulkOperation(request.tenant, target.failedParentId);
}

async function plan(request: DeviceRequest): Promise<DeviceReply> {
  const bulk = parseBulkOperation(request.body);
  requireTarget(request, bulk.target);
  const row = await planBulkOperation(request.tenant, bulk, request.caller.userName);
  return { status: 201, location: bulkOperationUrl(request.baseUrl, row.id), body: wires(request, [row])[0], mediaType };
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: wires(request, [requested(request)])[0], mediaType };
}

async function update(request: DeviceRequest): Promise<DeviceReply> {
  const { id } = requested(request);
  const row = await changeBulkOperation(request.tenant, id, parseBulkChanges(request.body), request.caller.userName);
  return { status: 200, body: wires(request, [row])[0], mediaType };
}

async function cancel(request: DeviceRequest): Promise<DeviceReply> {
  await cancelBulkOperation(request.tenant, requested(request).id, request.caller.userName);
  return { status: 204 };
}

function list(request: DeviceRequest): DeviceReply {
  const { tenant, query } = request;
  const paging = parsePaging(query);
  const withDeleted = queryFlag(query, 'withDeleted');
  const rows = bulkOperationPage(tenant, withDeleted, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? bulkOperationTotal(tenant, withDeleted) : undefined;
  const body = collection(request, paging, 'bulkOperations', wires(request, rows), total);
  return { status: 200, body, mediaType: 'bulkoperationcollection' };
}

const path = '/devicecontrol/bulkoperations';
const resource = 'devicecontrol';
const reading = { resource, access: onSite('operations:read', 'site:read') };
const writing = { resource, access: onSite('operations:write', 'devices:write') };

export const bulkOperationRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, handle: plan },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, handle: update },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: cancel },
];
