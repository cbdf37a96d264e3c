/** Users, groups and roles as the wire shows them. */
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import type { TenantUser } from '../../flows/tenant-users.ts';
import { groupOfRole, rolesOfGroup, type WireGroup } from '../../tenants/wire-roles.ts';

/** Where the users and groups of a tenant are. */
export interface UserBase {
  baseUrl: string;
  tenant: string;
}

export function userUrl({ baseUrl, tenant }: UserBase, userName: string): string {
  return `${baseUrl}/user/${tenant}/users/${encodeURIComponent(userName)}`;
}

export function groupUrl({ baseUrl, tenant }: UserBase, id: number): string {
  return `${baseUrl}/user/${tenant}/groups/${id}`;
}

export function roleWire({ baseUrl }: Pick<UserBase, 'baseUrl'>, name: string): JsonObject {
  return { id: name, name, self: `${baseUrl}/user/roles/${name}` };
}

/** Roles as a list of references below an address. */
export function roleReferences(base: UserBase, self: string, names: readonly string[]): JsonObject {
  return { self, references: names.map((name) => ({ self: `${self}/${name}`, role: roleWire(base, name) })) };
}

export function groupWire(base: UserBase, group: WireGroup): JsonObject {
  const self = groupUrl(base, group.id);
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    self,
    roles: roleReferences(base, `${self}/roles`, rolesOfGroup(group)),
    users: { self: `${self}/users`, references: [] },
    devicePermissions: {},
    applications: [],
  };
}

/** What a user is besides its groups and roles. */
function personal(base: UserBase, { user, profile }: TenantUser): JsonObject {
  return {
    ...profile,
    id: user.userName,
    userName: user.userName,
    displayName: profile.displayName ?? user.userName,
    self: userUrl(base, user.userName),
    enabled: !user.disabled,
    shouldResetPassword: false,
    twoFactorAuthenticationEnabled: false,
    ...(user.lastActiveMs !== null && { valvomo_LastActive: formatInstant(user.lastActiveMs) }),
    customProperties: profile.customProperties ?? {},
  };
}

export function userWire(base: UserBase, found: TenantUser): JsonObject {
  const self = userUrl(base, found.user.userName);
  const group = groupOfRole(found.user.role);
  return {
    ...personal(base, found),
    roles: roleReferences(base, `${self}/roles`, []),
    groups: { self: `${self}/groups`, references: [{ self: `${self}/groups/${group.id}`, group: groupWire(base, group) }] },
    devicePermissions: {},
  };
}

/** Oneself: what one may do in the end, and none of the groups it comes from. */
export function currentUserWire(base: UserBase, found: TenantUser, roles: readonly string[]): JsonObject {
  const self = `${base.baseUrl}/user/currentUser`;
  return { ...personal(base, found), self, effectiveRoles: roles.map((name) => roleWire(base, name)), devicePermissions: {} };
}
