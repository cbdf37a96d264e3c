/** /inventory/managedObjects: https://cumulocity.com/api/core/#tag/Managed-objects */
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';
import { parseId, type JsonObject } from '#contract/wire.ts';

import { recordOf } from '../../flows/audit-reports.ts';
import { requireObject, requireTouch } from '../../flows/device-scope.ts';
import { deleteManagedObject, type Cascade } from '../../flows/managed-object-deletion.ts';
import {
  countManagedObjects,
  listManagedObjects,
  supportedSeries,
  viewObjects,
} from '../../flows/managed-object-reads.ts';
import { updateManagedObject } from '../../flows/managed-object-writes.ts';
import { createManagedObject } from '../../flows/object-creation.ts';
import { ownerOf } from '../../flows/object-owner.ts';
import { parseChanges, parseContent } from '../../managed-objects/managed-object.ts';
import type { ObjectFilter } from '../../managed-objects/object-filter.ts';
import type { ChildKind, ManagedObjectRow } from '../../managed-objects/managed-object-store.ts';
import { onObjects } from './access.ts';
import { requestedQuery } from './inventory-query.ts';
import { inventoryChildRoutes } from './inventory-child-routes.ts';
import { managedObjectUrl } from './links.ts';
import { wireAll } from './inventory-views.ts';
import { composeManagedObject } from './managed-object-wire.ts';
import { pageReply } from './page-reply.ts';
import { parsePaging, queryFlag, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const resource = 'inventory';
const mediaType = 'managedobject';
/** As audit records call it. */
const what = 'Managed object';

// --- one object

function idOf(request: DeviceRequest): string {
  return request.params['id'] ?? '';
}

function wire(request: DeviceRequest, row: ManagedObjectRow): JsonObject {
  const [view] = viewObjects(request, [row], { withChildren: true, withParents: false });
  return view ? composeManagedObject(request.baseUrl, view) : {};
}

async function create(request: DeviceRequest): Promise<DeviceReply> {
  const content = parseContent(request.body);
  const row = await createManagedObject(request.tenant, request.caller, content, recordOf(request, what, 'created'));
  return { status: 201, location: managedObjectUrl(request.baseUrl, row.id), body: wire(request, row), mediaType };
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: wireAll(request, [requireObject(request, idOf(request))])[0], mediaType };
}

async function update(request: DeviceRequest): Promise<DeviceReply> {
  const id = requireTouch(request, idOf(request));
  const put = { arrivalMs: request.isApplication ? null : request.arrivalMs, putOnRecord: recordOf(request, what, 'updated') };
  const row = await updateManagedObject(request.tenant, id, parseChanges(request.body), put);
  return { status: 200, body: wire(request, row), mediaType };
}

function cascadeOf(query: URLSearchParams): Cascade {
  if (queryFlag(query, 'forceCascade')) return 'hierarchy';
  return queryFlag(query, 'cascade') ? 'devices' : 'none';
}

async function remove(request: DeviceRequest): Promise<DeviceReply> {
  const manner = { keepUsers: !queryFlag(request.query, 'withDeviceUser'), putOnRecord: recordOf(request, what, 'deleted') };
  await deleteManagedObject(request, requireObject(request, idOf(request)), cascadeOf(request.query), manner);
  return { status: 204 };
}

// --- lists

const maxIds = 2000;

function idsOf(text: string): number[] {
  const ids = text.split(',').map((part) => part.trim()).filter((part) => part !== '').map(parseId);
  if (ids.length > maxIds) throw new ExpectedError('invalid', `ids may name at most ${maxIds} objects`);
  return ids.map((id) => {
    if (id === null) throw new ExpectedError('invalid', "ids must be ids separated by commas, such as '1,2,3'");
    return id;
  });
}

const parentParameters: readonly [string, ChildKind][] = [
  ['childDeviceId', 'device'],
  ['childAssetId', 'asset'],
  ['childAdditionId', 'addition'],
];

function parentOf(request: DeviceRequest): ObjectFilter['parent'] {
  const given = parentParameters.filter(([name]) => request.query.has(name));
  if (given.length > 1) throw new ExpectedError('invalid', 'name only one of childDeviceId, childAssetId, childAdditionId');
  const [name, kind] = given[0] ?? [];
  return name && kind ? { id: requireTouch(request, request.query.get(name) ?? ''), kind } : undefined;
}

/** Beside a query `type` and `fragmentType` are ignored, as on the original platform. */
function typesOf(query: URLSearchParams): Pick<ObjectFilter, 'type' | 'fragmentType'> {
  return { type: query.get('type') ?? undefined, fragmentType: query.get('fragmentType') ?? undefined };
}

/** Which objects a list is asked for. @throws ExpectedError 'invalid', 'not-found'. */
export function objectFilterOf(request: DeviceRequest): ObjectFilter {
  const { query } = request;
  const asked = requestedQuery(request);
  const ids = query.get('ids');
  return {
    ...(asked ? { query: asked } : typesOf(query)),
    owner: query.get('owner') ?? undefined,
    text: query.get('text') ?? undefined,
    ids: ids === null ? undefined : idsOf(ids),
    onlyRoots: queryFlag(query, 'onlyRoots'),
    parent: parentOf(request),
  };
}

function list(request: DeviceRequest): DeviceReply | Promise<DeviceReply> {
  const paging = parsePaging(request.query);
  const filter = objectFilterOf(request);
  const rows = listManagedObjects(request, filter, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? countManagedObjects(request, filter) : undefined;
  const compose = (some: readonly ManagedObjectRow[]) => wireAll(request, some);
  return pageReply(request, paging, { name: 'managedObjects', mediaType: 'managedobjectcollection', rows, compose, total });
}

function count(request: DeviceRequest): DeviceReply {
  return { status: 200, text: String(countManagedObjects(request, objectFilterOf(request))) };
}

// --- what is known about one object

function measurements(request: DeviceRequest): DeviceReply {
  const id = requireTouch(request, idOf(request));
  return { status: 200, body: { c8y_SupportedMeasurements: supportedSeries(request.tenant, id).measurements } };
}

function series(request: DeviceRequest): DeviceReply {
  const id = requireTouch(request, idOf(request));
  return { status: 200, body: { c8y_SupportedSeries: supportedSeries(request.tenant, id).series } };
}

function lastMessage(request: DeviceRequest): DeviceReply {
  const id = requireTouch(request, idOf(request));
  const contact = request.tenant.contacts.get(id);
  if (!contact) throw new ExpectedError('not-found', `Managed object ${id} was never heard from`);
  return { status: 200, text: formatInstant(contact.arrivalMs) };
}

function owner(request: DeviceRequest): DeviceReply {
  return { status: 200, body: { ...ownerOf(request.tenant, requireObject(request, idOf(request))) }, mediaType: 'managedobjectuser' };
}

const path = '/inventory/managedObjects';
const reading = { resource, access: onObjects('inventory:read', 'site:read') };
const writing = { resource, access: onObjects('inventory:write', 'devices:write') };

export const inventoryRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, handle: create },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/count`, ...reading, handle: count },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, handle: update },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: remove },
  { method: 'GET', path: `${path}/:id/supportedMeasurements`, ...reading, handle: measurements },
  { method: 'GET', path: `${path}/:id/supportedSeries`, ...reading, handle: series },
  { method: 'GET', path: `${path}/:id/availability`, ...reading, handle: lastMessage },
  { method: 'GET', path: `${path}/:id/user`, ...reading, handle: owner },
  ...inventoryChildRoutes,
];
