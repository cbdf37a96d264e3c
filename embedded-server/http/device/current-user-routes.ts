/** /user/currentUser: who one is, what one may, one's own password. https://cumulocity.com/api/core/#tag/Current-User */
import { ExpectedError } from '#contract/errors.ts';
import { rolePermissions } from '#contract/tenants.ts';
import type { JsonObject } from '#contract/wire.ts';

import { changePerson } from '../../flows/people.ts';
import { changeTenantUser, parsePasswordChange, parseUserChanges, requireTenantUser } from '../../flows/tenant-users.ts';
import { parseBasicCredential } from '../../tenants/basic-credential.ts';
import type { Caller } from '../../tenants/caller.ts';
import { wireRolesOf, wireRolesOfToken } from '../../tenants/wire-roles.ts';
import { everybody, type Access } from './access.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { userBase } from './user-routes.ts';
import { currentUserWire, roleWire, userWire } from './user-wire.ts';
import { acceptedNames } from './wire.ts';

function rolesOf(caller: Caller): string[] {
  switch (caller.kind) {
    case 'device':
      return ['ROLE_DEVICE'];
    case 'bootstrap':
      return ['ROLE_DEVICE_BOOTSTRAP'];
    case 'token':
      return wireRolesOfToken(caller.permissions);
    case 'user':
      return wireRolesOf(rolePermissions[caller.role]);
  }
}

/** A device or a program: there is no more to tell of it than what it may. */
function bareWire({ caller, baseUrl }: DeviceRequest): JsonObject {
  const { userName } = caller;
  const effectiveRoles = rolesOf(caller).map((name) => roleWire({ baseUrl }, name));
  const self = `${baseUrl}/user/currentUser`;
  const groups = { self: `${self}/groups`, references: [] };
  return { id: userName, userName, displayName: userName, self, enabled: true, effectiveRoles, groups, customProperties: {}, devicePermissions: {} };
}

/** `user` has the groups, `currentUser` what one may in the end; without a word about it, the latter. */
function compose(request: DeviceRequest): DeviceReply {
  const { caller, tenant } = request;
  const asUser = acceptedNames(request.header('accept')).find((name) => name === 'user' || name === 'currentuser') === 'user';
  const mediaType = asUser ? 'user' : 'currentuser';
  if (caller.kind !== 'user') return { status: 200, body: bareWire(request), mediaType };
  const found = requireTenantUser(tenant, caller.userName);
  const base = userBase(request);
  return { status: 200, body: asUser ? userWire(base, found) : currentUserWire(base, found, rolesOf(caller)), mediaType };
}

/** Names and addresses are one's own to change; whether one may sign in is not. */
async function update(request: DeviceRequest): Promise<DeviceReply> {
  const { tenant, installation, caller } = request;
  const { profile } = parseUserChanges(request.body);
  await changeTenantUser(installation.people, tenant, caller.userName, { profile }, caller.userName);
  return compose(request);
}

/** The password that came with the request was checked with it; the one in the body must be the same. */
async function changePassword(request: DeviceRequest): Promise<DeviceReply> {
  const { tenant, installation, caller } = request;
  const { current, next } = parsePasswordChange(request.body);
  if (current === null || parseBasicCredential(request.header('authorization'))?.password !== current) {
    throw new ExpectedError('invalid', "'currentUserPassword' is not the password you have");
  }
  await changePerson(installation.people, tenant, caller.userName, { password: next }, caller.userName);
  return { status: 200 };
}

const resource = 'user';
const path = '/user/currentUser';
/** People alone: a device's secret and a token are renewed where they were made. */
const people: Access = { bootstrap: false, device: false, token: null, user: 'site:read' };

export const currentUserRoutes: readonly DeviceRoute[] = [
  { method: 'GET', path, resource, access: everybody, handle: compose },
  { method: 'PUT', path, resource, access: people, handle: update },
  { method: 'PUT', path: `${path}/password`, resource, access: people, handle: changePassword },
];
