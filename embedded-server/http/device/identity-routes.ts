/** /identity: https://cumulocity.com/api/core/#tag/External-IDs */
import type { JsonObject } from '#contract/wire.ts';

import { recordOf } from '../../flows/audit-reports.ts';
import { requireTouch } from '../../flows/device-scope.ts';
import { addExternalId, externalIds, findByExternalId, removeExternalId } from '../../flows/external-ids.ts';
import { parseExternalId, type ExternalId } from '../../managed-objects/external-id.ts';
import { onObjects } from './access.ts';
import { externalIdsUrl, externalIdUrl, managedObjectUrl } from './links.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const mediaType = 'externalid';
/** As audit records call it. */
const what = 'External id';

function globalId(request: DeviceRequest): number {
  return requireTouch(request, request.params['globalId'] ?? '');
}

function namedId(request: DeviceRequest): ExternalId {
  return { type: request.params['type'] ?? '', externalId: request.params['externalId'] ?? '' };
}

function wire(baseUrl: string, { type, externalId }: ExternalId, managedObjectId: number): JsonObject {
  return {
    self: externalIdUrl(baseUrl, type, externalId),
    externalId,
    type,
    managedObject: { id: String(managedObjectId), self: managedObjectUrl(baseUrl, managedObjectId) },
  };
}

async function create(request: DeviceRequest): Promise<DeviceReply> {
  const managedObjectId = globalId(request);
  const id = parseExternalId(request.body);
  await addExternalId(request.tenant, managedObjectId, id, recordOf(request, what, 'created'));
  const location = externalIdUrl(request.baseUrl, id.type, id.externalId);
  return { status: 201, location, body: wire(request.baseUrl, id, managedObjectId), mediaType };
}

function list(request: DeviceRequest): DeviceReply {
  const managedObjectId = globalId(request);
  const found = externalIds(request.tenant, managedObjectId);
  const body = {
    self: externalIdsUrl(request.baseUrl, managedObjectId),
    externalIds: found.map((id) => wire(request.baseUrl, id, managedObjectId)),
  };
  return { status: 200, body, mediaType: 'externalidcollection' };
}

function read(request: DeviceRequest): DeviceReply {
  const id = namedId(request);
  return { status: 200, body: wire(request.baseUrl, id, findByExternalId(request, id)), mediaType };
}

async function remove(request: DeviceRequest): Promise<DeviceReply> {
  await removeExternalId(request, namedId(request), recordOf(request, what, 'deleted'));
  return { status: 204 };
}

const resource = 'identity';
const reading = { resource, access: onObjects('inventory:read', 'site:read') };
const writing = { resource, access: onObjects('inventory:write', 'devices:write') };
const ofObject = '/identity/globalIds/:globalId/externalIds';
const one = '/identity/externalIds/:type/:externalId';

export const identityRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path: ofObject, ...writing, handle: create },
  { method: 'GET', path: ofObject, ...reading, handle: list },
  { method: 'GET', path: one, ...reading, handle: read },
  { method: 'DELETE', path: one, ...writing, handle: remove },
];
