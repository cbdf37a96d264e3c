/** /application: the programs that hold tokens here. Nothing is hosted, so there is nothing to upload or subscribe to. */
import { ExpectedError } from '#contract/errors.ts';
import type { JsonObject } from '#contract/wire.ts';

import { liveTokens, type StoredToken } from '../../tenants/tokens.ts';
import { everybody, onSite, type Access } from './access.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { pageOf } from './user-routes.ts';

const path = '/application/applications';

function wire({ baseUrl, tenant }: DeviceRequest, { id, name }: StoredToken): JsonObject {
  const owner = { self: `${baseUrl}/tenant/tenants/${tenant.id}`, tenant: { id: tenant.id } };
  const self = `${baseUrl}${path}/${id}`;
  return { id: String(id), name, key: `${name}-key`, self, type: 'EXTERNAL', availability: 'PRIVATE', owner, requiredRoles: [], roles: [] };
}

function live({ tenant }: DeviceRequest): StoredToken[] {
  return liveTokens(tenant.database, tenant.clock.now());
}

function page(request: DeviceRequest, found: readonly StoredToken[]): DeviceReply {
  return { status: 200, body: pageOf(request, 'applications', found, (one) => wire(request, one)), mediaType: 'applicationcollection' };
}

function one(request: DeviceRequest, fits: (token: StoredToken) => boolean): DeviceReply {
  const found = live(request).find(fits);
  if (!found) throw new ExpectedError('not-found', 'There is no such application');
  return { status: 200, body: wire(request, found), mediaType: 'application' };
}

/** References of a tenant's applications, for the tenant itself. A device has nothing to do with them. */
export function applicationReferences(request: DeviceRequest): JsonObject {
  if (request.caller.kind === 'device') return { references: [] };
  const self = `${request.baseUrl}${path}`;
  return { self, references: live(request).map((token) => ({ self: `${self}/${token.id}`, application: wire(request, token) })) };
}

const resource = 'application';
const reading = { resource, access: onSite('people:read', 'site:read') };
/** A program asks which it is, whatever else it may. */
const itself: Access = { ...everybody, device: false, user: null };

export const applicationRoutes: readonly DeviceRoute[] = [
  { method: 'GET', path, ...reading, handle: (request) => page(request, live(request)) },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: (request) => one(request, ({ id }) => String(id) === request.params['id']) },
  {
    method: 'GET',
    path: '/application/applicationsByName/:name',
    ...reading,
    handle: (request) => page(request, live(request).filter(({ name }) => name === request.params['name'])),
  },
  { method: 'GET', path: '/application/applicationsByUser/:user', ...reading, handle: (request) => page(request, live(request)) },
  {
    method: 'GET',
    path: '/application/applicationsByOwner/:tenant',
    ...reading,
    handle: (request) => page(request, request.params['tenant'] === request.tenant.id ? live(request) : []),
  },
  {
    method: 'GET',
    path: '/application/applicationsByTenant/:tenant',
    ...reading,
    handle: (request) => page(request, request.params['tenant'] === request.tenant.id ? live(request) : []),
  },
  {
    method: 'GET',
    path: '/application/currentApplication',
    resource,
    access: itself,
    handle: (request) => one(request, ({ id }) => request.caller.kind === 'token' && id === request.caller.tokenId),
  },
];
