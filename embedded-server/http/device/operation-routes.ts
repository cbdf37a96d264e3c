/** /devicecontrol/operations: https://cumulocity.com/api/core/#tag/Operations */
import { ExpectedError } from '#contract/errors.ts';
import { optionalTime, parseId, type JsonObject } from '#contract/wire.ts';

import { requireTouch } from '../../flows/device-scope.ts';
import {
  operationDevices,
  operationPage,
  operationTotal,
  requireOperation,
  viewOperation,
  viewOperations,
} from '../../flows/operation-reads.ts';
import { changeOperation, createOperation, deleteOperations, noteSent } from '../../flows/operation-writes.ts';
import { parseOperation, parseOperationChanges, parseOperationStatus } from '../../operations/operation.ts';
import type { OperationFilter, OperationRow } from '../../operations/operation-store.ts';
import { onObjects } from './access.ts';
import { operationUrl } from './links.ts';
import { composeOperation } from './operation-wire.ts';
import { pageReply } from './page-reply.ts';
import { parsePaging, queryFlag, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const mediaType = 'operation';

function wire({ tenant, baseUrl }: DeviceRequest, row: OperationRow): JsonObject {
  return composeOperation(baseUrl, viewOperation(tenant, row));
}

// --- one operation

function requested(request: DeviceRequest): OperationRow {
  return requireOperation(request, request.params['id'] ?? '');
}

async function create(request: DeviceRequest): Promise<DeviceReply> {
  const posted = parseOperation(request.body);
  const operation = { ...posted, deviceId: requireTouch(request, posted.deviceId) };
  const row = await createOperation(request.tenant, operation, request.caller.userName);
  return { status: 201, location: operationUrl(request.baseUrl, row.id), body: wire(request, row), mediaType };
}

async function read(request: DeviceRequest): Promise<DeviceReply> {
  const found = requested(request);
  const [row = found] = await noteSent(request.tenant, request.caller, [found]);
  return { status: 200, body: wire(request, row), mediaType };
}

async function update(request: DeviceRequest): Promise<DeviceReply> {
  const { id } = requested(request);
  const row = await changeOperation(request.tenant, id, parseOperationChanges(request.body), request.caller.userName);
  return { status: 200, body: wire(request, row), mediaType };
}

// --- many

function bulkOperationOf(query: URLSearchParams): number | undefined {
  const text = query.get('bulkOperationId');
  if (text === null) return undefined;
  const id = parseId(text);
  if (id === null) throw new ExpectedError('invalid', 'bulkOperationId must be the id of a bulk operation');
  return id;
}

function filterOf(request: DeviceRequest): OperationFilter {
  const { query } = request;
  const status = query.get('status');
  return {
    devices: operationDevices(request, query.get('deviceId'), query.get('agentId')),
    status: status === null ? undefined : parseOperationStatus(status),
    bulkOperationId: bulkOperationOf(query),
    fragmentType: query.get('fragmentType') ?? undefined,
    fromMs: optionalTime(query.get('dateFrom'), 'dateFrom'),
    toMs: optionalTime(query.get('dateTo'), 'dateTo'),
  };
}

async function list(request: DeviceRequest): Promise<DeviceReply> {
  const { tenant, query } = request;
  const paging = parsePaging(query);
  const filter = filterOf(request);
  const found = operationPage(tenant, filter, queryFlag(query, 'revert'), paging.pageSize, paging.offset);
  const rows = await noteSent(tenant, request.caller, found);
  const total = wantsTotal(paging) ? operationTotal(tenant, filter) : undefined;
  const views = (some: readonly OperationRow[]) => viewOperations(tenant, some, query.has('agentId'));
  const compose = (some: readonly OperationRow[]) => views(some).map((view) => composeOperation(request.baseUrl, view));
  return pageReply(request, paging, { name: 'operations', mediaType: 'operationcollection', rows, compose, total });
}

const narrowing = ['deviceId', 'agentId', 'status', 'bulkOperationId', 'dateFrom', 'dateTo'];

async function removeMany(request: DeviceRequest): Promise<DeviceReply> {
  if (!narrowing.some((name) => request.query.has(name))) {
    throw new ExpectedError('invalid', `At least one of these parameters is needed: ${narrowing.join(', ')}`);
  }
  await deleteOperations(request.tenant, filterOf(request));
  return { status: 204 };
}

const path = '/devicecontrol/operations';
const resource = 'devicecontrol';
const reading = { resource, access: onObjects('operations:read', 'site:read') };
const writing = { resource, access: onObjects('operations:write', 'devices:write') };

export const operationRoutes: readonly DeviceRoute[] = [
  // As on Cumulocity, who owns a device may command it: a gateway its children, never another's device.
  { method: 'POST', path, ...writing, handle: create },
  { method: 'GET', path, ...reading, handle: list },
  // What was asked of a device is not the device's to wipe out.
  { method: 'DELETE', path, resource, access: { ...writing.access, device: false }, handle: removeMany },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, handle: update },
];
