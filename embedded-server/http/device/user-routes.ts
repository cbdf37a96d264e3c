/** /user: https://cumulocity.com/api/core/#tag/Users, Groups, Roles. The people of the console, by their presets. */
import { ExpectedError } from '#contract/errors.ts';
import { assignableRoles, rolePermissions, type Role } from '#contract/tenants.ts';
import { isJsonObject, requireJsonObject, type JsonObject } from '#contract/wire.ts';

import {
  addTenantUser,
  changeTenantUser,
  parsePasswordChange,
  parseUser,
  parseUserChanges,
  requireTenantUser,
  tenantUsers,
  type TenantUser,
} from '../../flows/tenant-users.ts';
import { changePerson, removePerson } from '../../flows/people.ts';
import { allWireRoles, groupOfRole, rolesOfGroup, wireGroups, type WireGroup } from '../../tenants/wire-roles.ts';
import { onSite } from './access.ts';
import { collection, parsePaging, type Paging } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { groupUrl, groupWire, roleReferences, roleWire, userUrl, userWire, type UserBase } from './user-wire.ts';

/** The tenant of the path, which can only be the caller's own. @throws ExpectedError 'not-found'. */
export function userBase({ tenant, params, baseUrl }: DeviceRequest): UserBase {
  const named = params['tenant'] ?? tenant.id;
  if (named !== tenant.id) throw new ExpectedError('not-found', `There is no tenant '${named.slice(0, 40)}' here`);
  return { baseUrl, tenant: tenant.id };
}

/** One page of what is in memory anyway. */
export function pageOf<Element>(request: DeviceRequest, name: string, all: readonly Element[], wire: (element: Element) => unknown): JsonObject {
  const paging: Paging = parsePaging(request.query);
  const page = all.slice(paging.offset, paging.offset + paging.pageSize);
  return collection(request, paging, name, page.map(wire), all.length);
}

// --- users

function named(request: DeviceRequest): TenantUser {
  return requireTenantUser(request.tenant, request.params['id'] ?? '');
}

function roleOfQuery(text: string | null): Role | undefined {
  return text === null ? undefined : requireGroup(text.split(',')[0] ?? '').role;
}

function listUsers(request: DeviceRequest): DeviceReply {
  const base = userBase(request);
  const { query } = request;
  const found = tenantUsers(request.tenant, { userName: query.get('username') ?? undefined, role: roleOfQuery(query.get('groups')) });
  return { status: 200, body: pageOf(request, 'users', found, (one) => userWire(base, one)), mediaType: 'usercollection' };
}

async function createUser(request: DeviceRequest): Promise<DeviceReply> {
  const base = userBase(request);
  const { tenant, installation, caller } = request;
  const made = await addTenantUser(installation.people, tenant, parseUser(request.body), caller.userName);
  return { status: 201, location: userUrl(base, made.user.userName), body: userWire(base, made), mediaType: 'user' };
}

function readUser(request: DeviceRequest): DeviceReply {
  return { status: 200, body: userWire(userBase(request), named(request)), mediaType: 'user' };
}

async function updateUser(request: DeviceRequest): Promise<DeviceReply> {
  const base = userBase(request);
  const { tenant, installation, caller, params } = request;
  const changed = await changeTenantUser(installation.people, tenant, params['id'] ?? '', parseUserChanges(request.body), caller.userName);
  return { status: 200, body: userWire(base, changed), mediaType: 'user' };
}

async function deleteUser(request: DeviceRequest): Promise<DeviceReply> {
  userBase(request);
  const { tenant, installation, caller } = request;
  await removePerson(installation.people, tenant, named(request).user.userName, caller.userName);
  return { status: 204 };
}

async function setPassword(request: DeviceRequest): Promise<DeviceReply> {
  userBase(request);
  const { tenant, installation, caller } = request;
  const { next } = parsePasswordChange(request.body);
  await changePerson(installation.people, tenant, named(request).user.userName, { password: next }, caller.userName);
  return { status: 200 };
}

// --- groups

function requireGroup(id: string): WireGroup {
  const group = wireGroups.find((one) => String(one.id) === id);
  if (!group) throw new ExpectedError('not-found', `Group '${id.slice(0, 40)}' is not there`);
  return group;
}

function groupOf(request: DeviceRequest): WireGroup {
  return requireGroup(request.params['id'] ?? '');
}

function listGroups(request: DeviceRequest): DeviceReply {
  const base = userBase(request);
  return { status: 200, body: pageOf(request, 'groups', wireGroups, (group) => groupWire(base, group)), mediaType: 'groupcollection' };
}

function readGroup(request: DeviceRequest): DeviceReply {
  return { status: 200, body: groupWire(userBase(request), groupOf(request)), mediaType: 'group' };
}

function groupByName(request: DeviceRequest): DeviceReply {
  const base = userBase(request);
  const name = request.params['name'] ?? '';
  const group = wireGroups.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!group) throw new ExpectedError('not-found', `Group '${name.slice(0, 80)}' is not there`);
  return { status: 200, body: groupWire(base, group), mediaType: 'group' };
}

function groupRoles(request: DeviceRequest): DeviceReply {
  const base = userBase(request);
  const group = groupOf(request);
  const self = `${groupUrl(base, group.id)}/roles`;
  return { status: 200, body: roleReferences(base, self, rolesOfGroup(group)), mediaType: 'rolereferencecollection' };
}

function reference(base: UserBase, group: WireGroup, one: TenantUser): JsonObject {
  return { self: `${groupUrl(base, group.id)}/users/${encodeURIComponent(one.user.userName)}`, user: userWire(base, one) };
}

function groupUsers(request: DeviceRequest): DeviceReply {
  const base = userBase(request);
  const group = groupOf(request);
  const found = tenantUsers(request.tenant, { role: group.role });
  const body = pageOf(request, 'references', found, (one) => reference(base, group, one));
  return { status: 200, body, mediaType: 'userreferencecollection' };
}

function userGroups(request: DeviceRequest): DeviceReply {
  const base = userBase(request);
  const { user } = named(request);
  const self = `${userUrl(base, user.userName)}/groups`;
  const entry = (group: WireGroup) => ({ self: `${self}/${group.id}`, group: groupWire(base, group) });
  return { status: 200, body: pageOf(request, 'references', [groupOfRole(user.role)], entry), mediaType: 'groupreferencecollection' };
}

/** The last part of an address; undefined for what is none. */
function nameInAddress(self: unknown): string | undefined {
  const last = typeof self === 'string' ? (self.split('/').at(-1) ?? '') : '';
  try {
    return decodeURIComponent(last);
  } catch {
    return undefined;
  }
}

/** The user a reference names by its address, its id or its name. @throws ExpectedError 'invalid'. */
function referredUser(body: unknown): string {
  const { user } = requireJsonObject(body, 'a reference');
  const { self, id, userName } = isJsonObject(user) ? user : {};
  const name = [userName, id, nameInAddress(self)].find((one) => typeof one === 'string' && one !== '');
  if (typeof name !== 'string') throw new ExpectedError('invalid', "'user' must name a user by its self, id or userName");
  return name;
}

/** @throws ExpectedError 'forbidden' for a preset this caller may not give. */
function assertMayGive({ role, name }: WireGroup, { tenant, caller }: DeviceRequest): void {
  const own = caller.kind === 'user' ? rolePermissions[caller.role] : [];
  if (assignableRoles(tenant.id, own).includes(role)) return;
  throw new ExpectedError('forbidden', `Nobody is put into '${name}' from here`);
}

/** Everybody has one preset: the new group takes the place of the one before. */
async function addToGroup(request: DeviceRequest): Promise<DeviceReply> {
  const base = userBase(request);
  const group = groupOf(request);
  assertMayGive(group, request);
  const { tenant, installation, caller } = request;
  const { user } = requireTenantUser(tenant, referredUser(request.body));
  if (user.role !== group.role) await changePerson(installation.people, tenant, user.userName, { role: group.role }, caller.userName);
  const body = reference(base, group, requireTenantUser(tenant, user.userName));
  return { status: 201, location: String(body['self']), body, mediaType: 'userreference' };
}

/** Whoever has been put into another group is out of this one already; nobody is without any. */
function removeFromGroup(request: DeviceRequest): DeviceReply {
  userBase(request);
  const group = groupOf(request);
  const { user } = requireTenantUser(request.tenant, request.params['userId'] ?? '');
  if (user.role !== group.role) return { status: 204 };
  throw new ExpectedError('conflict', 'Everybody is in one group: put the user into another instead');
}

// --- roles

function listRoles(request: DeviceRequest): DeviceReply {
  return { status: 200, body: pageOf(request, 'roles', allWireRoles, (name) => roleWire(request, name)), mediaType: 'rolecollection' };
}

function readRole(request: DeviceRequest): DeviceReply {
  const name = allWireRoles.find((one) => one === request.params['name']);
  if (name === undefined) throw new ExpectedError('not-found', 'There is no role of that name');
  return { status: 200, body: roleWire(request, name), mediaType: 'role' };
}

const resource = 'user';
const reading = { resource, access: onSite('people:read', 'people:read') };
// Nobody's password or preset is a token's to change.
const writing = { resource, access: onSite(null, 'people:write') };
const users = '/user/:tenant/users';
const groups = '/user/:tenant/groups';

export const userRoutes: readonly DeviceRoute[] = [
  { method: 'GET', path: users, ...reading, handle: listUsers },
  { method: 'POST', path: users, ...writing, handle: createUser },
  { method: 'GET', path: `${users}/:id`, ...reading, handle: readUser },
  { method: 'GET', path: '/user/:tenant/userByName/:id', ...reading, handle: readUser },
  { method: 'PUT', path: `${users}/:id`, ...writing, handle: updateUser },
  { method: 'DELETE', path: `${users}/:id`, ...writing, handle: deleteUser },
  { method: 'PUT', path: `${users}/:id/password`, ...writing, handle: setPassword },
  { method: 'GET', path: `${users}/:id/groups`, ...reading, handle: userGroups },
  { method: 'GET', path: groups, ...reading, handle: listGroups },
  { method: 'GET', path: `${groups}/:id`, ...reading, handle: readGroup },
  { method: 'GET', path: '/user/:tenant/groupByName/:name', ...reading, handle: groupByName },
  { method: 'GET', path: `${groups}/:id/roles`, ...reading, handle: groupRoles },
  { method: 'GET', path: `${groups}/:id/users`, ...reading, handle: groupUsers },
  { method: 'POST', path: `${groups}/:id/users`, ...writing, handle: addToGroup },
  { method: 'DELETE', path: `${groups}/:id/users/:userId`, ...writing, handle: removeFromGroup },
  { method: 'GET', path: '/user/roles', ...reading, handle: listRoles },
  { method: 'GET', path: '/user/roles/:name', ...reading, handle: readRole },
];
