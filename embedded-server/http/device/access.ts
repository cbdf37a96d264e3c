/**
 * Who may call a route of the device listener. Each route speaks for every kind of credential; one that is left out
 * does not compile. What a caller may touch of what the route is about, its handler checks (`flows/device-scope.ts`).
 */
import { rolePermissions, type Permission } from '#contract/tenants.ts';
import type { TokenPermission } from '#contract/tokens.ts';

import type { Caller } from '../../tenants/caller.ts';

/** What a token must have been given; `any` of them will do for what says only who the caller is. */
export interface TokenAccess {
  needs: TokenPermission | 'any';
  /** Whether a token confined to some devices may call: the route is about objects and keeps to the caller's own. */
  confined: boolean;
}

export interface Access {
  /** The installation's bootstrap credential. */
  bootstrap: boolean;
  /** A device with its own secret: its own objects and what is below them. */
  device: boolean;
  /** An application's token; null = none. */
  token: TokenAccess | null;
  /** A person whose role has this; null = nobody. */
  user: Permission | null;
}

/** About objects: a device and a confined token call it for their own, everybody else for all of the tenant. */
export function onObjects(token: TokenPermission, user: Permission): Access {
  return { bootstrap: false, device: true, token: { needs: token, confined: true }, user };
}

/** About the site as a whole: nothing for devices, nor for tokens that are confined to some. */
export function onSite(token: TokenPermission | null, user: Permission): Access {
  return { bootstrap: false, device: false, token: token && { needs: token, confined: false }, user };
}

/** What says where and who one is: for everybody but the bootstrap credential. */
export const everybody: Access = { bootstrap: false, device: true, token: { needs: 'any', confined: true }, user: 'site:read' };

/** Only for devices on their way to a credential. */
export const bootstrapOnly: Access = { bootstrap: true, device: false, token: null, user: null };

function tokenMay(access: TokenAccess | null, caller: Extract<Caller, { kind: 'token' }>): boolean {
  if (!access) return false;
  if (caller.objectIds && !access.confined) return false;
  return access.needs === 'any' || caller.permissions.includes(access.needs);
}

/** Whether a caller may call at all. */
export function mayCall(access: Access, caller: Caller): boolean {
  switch (caller.kind) {
    case 'bootstrap':
      return access.bootstrap;
    case 'device':
      return access.device;
    case 'token':
      return tokenMay(access.token, caller);
    case 'user':
      return access.user !== null && rolePermissions[caller.role].includes(access.user);
  }
}

/** Whether a route is there at all while `deviceListener.applications` is off. */
export function isForDevices(access: Access): boolean {
  return access.bootstrap || access.device;
}
