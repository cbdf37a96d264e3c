/** Children of managed objects: https://cumulocity.com/api/core/#tag/Child-operations */
import type { JsonObject } from '#contract/wire.ts';

import { recordOf } from '../../flows/audit-reports.ts';
import { noSuchObject, requireObject, requireTouch } from '../../flows/device-scope.ts';
import { linkChildren, unlinkChild } from '../../flows/managed-object-children.ts';
import { countManagedObjects, listManagedObjects, viewObjects } from '../../flows/managed-object-reads.ts';
import { createChild } from '../../flows/object-creation.ts';
import { parsePostedChild } from '../../managed-objects/child-reference.ts';
import type { ObjectContent } from '../../managed-objects/managed-object.ts';
import { childKinds, type ChildKind, type ManagedObjectRow } from '../../managed-objects/managed-object-store.ts';
import { onObjects } from './access.ts';
import { requestedQuery } from './inventory-query.ts';
import { requestedViews } from './inventory-views.ts';
import { childrenUrl, managedObjectUrl } from './links.ts';
import { childCollections, composeManagedObject, composeReference } from './managed-object-wire.ts';
import { pageReply } from './page-reply.ts';
import { parsePaging, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const resource = 'inventory';
/** As audit records call it. */
const what = 'Child reference';

function parentOf(request: DeviceRequest): number {
  return requireTouch(request, request.params['id'] ?? '');
}

function references(request: DeviceRequest, parentId: number, kind: ChildKind, rows: readonly ManagedObjectRow[]): JsonObject[] {
  const { views, options } = requestedViews(request, rows);
  return views.map((view) => composeReference(request.baseUrl, parentId, kind, view, options));
}

// --- adding

async function link(request: DeviceRequest, parentId: number, kind: ChildKind, ids: number[]): Promise<JsonObject[]> {
  return references(request, parentId, kind, await linkChildren(request, parentId, kind, ids, recordOf(request, what, 'created')));
}

async function create(request: DeviceRequest, parentId: number, kind: ChildKind, content: ObjectContent): Promise<DeviceReply> {
  const row = await createChild(request, { parentId, kind }, content, recordOf(request, 'Managed object', 'created'));
  const [view] = viewObjects(request, [row], { withChildren: true, withParents: false });
  const body = view && composeManagedObject(request.baseUrl, view);
  return { status: 201, location: managedObjectUrl(request.baseUrl, row.id), body, mediaType: 'managedobject' };
}

async function add(request: DeviceRequest, kind: ChildKind): Promise<DeviceReply> {
  const parentId = parentOf(request);
  const posted = parsePostedChild(request.body, request.mediaType);
  if (posted.kind === 'new') return create(request, parentId, kind, posted.content);
  const self = childrenUrl(request.baseUrl, parentId, childCollections[kind]);
  if (posted.kind === 'references') {
    const body = { self, references: await link(request, parentId, kind, posted.ids) };
    return { status: 201, location: self, body, mediaType: 'managedobjectreferencecollection' };
  }
  const [body] = await link(request, parentId, kind, [posted.id]);
  return { status: 201, location: `${self}/${posted.id}`, body, mediaType: 'managedobjectreference' };
}

// --- reading

function list(request: DeviceRequest, kind: ChildKind): DeviceReply | Promise<DeviceReply> {
  const paging = parsePaging(request.query);
  const filter = { parent: { id: parentOf(request), kind }, query: requestedQuery(request) };
  const rows = listManagedObjects(request, filter, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? countManagedObjects(request, filter) : undefined;
  const compose = (some: readonly ManagedObjectRow[]) => references(request, filter.parent.id, kind, some);
  return pageReply(request, paging, { name: 'references', mediaType: 'managedobjectreferencecollection', rows, compose, total });
}

/** The child named in the path, when it hangs on the parent in this way. */
function requireChild(request: DeviceRequest, parentId: number, kind: ChildKind): ManagedObjectRow {
  const row = requireObject(request, request.params['childId'] ?? '');
  const [found] = listManagedObjects(request, { parent: { id: parentId, kind }, ids: [row.id] }, 1, 0);
  if (!found) throw noSuchObject(row.id);
  return found;
}

function read(request: DeviceRequest, kind: ChildKind): DeviceReply {
  const parentId = parentOf(request);
  const [body] = references(request, parentId, kind, [requireChild(request, parentId, kind)]);
  return { status: 200, body, mediaType: 'managedobjectreference' };
}

// --- removing

async function remove(request: DeviceRequest, kind: ChildKind): Promise<DeviceReply> {
  const parentId = parentOf(request);
  const childId = requireTouch(request, request.params['childId'] ?? '');
  const removed = await unlinkChild(request.tenant, parentId, kind, childId, recordOf(request, what, 'deleted'));
  if (!removed) throw noSuchObject(childId);
  return { status: 204 };
}

function routesOf(kind: ChildKind): DeviceRoute[] {
  const path = `/inventory/managedObjects/:id/${childCollections[kind]}`;
  const writing = { resource, access: onObjects('inventory:write', 'devices:write') };
  const reading = { resource, access: onObjects('inventory:read', 'site:read') };
  return [
    { method: 'POST', path, ...writing, handle: (request) => add(request, kind) },
    { method: 'GET', path, ...reading, handle: (request) => list(request, kind) },
    { method: 'GET', path: `${path}/:childId`, ...reading, handle: (request) => read(request, kind) },
    { method: 'DELETE', path: `${path}/:childId`, ...writing, handle: (request) => remove(request, kind) },
  ];
}

export const inventoryChildRoutes: readonly DeviceRoute[] = childKinds.flatMap(routesOf);
