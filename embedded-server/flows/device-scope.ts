/**
 * What a caller on the device listener may touch. A device: its own object, everything below it, and what
 * it owns; a token confined to some objects the same of these. A user and any other token: everything of the
 * tenant (what the route asks for decides about reading and writing).
 * Anything else is answered as if it did not exist.
 */
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { RowCache } from '../db/row-cache.ts';
import { descendants, findAncestor } from '../managed-objects/child-store.ts';
import { childKinds, findObject, findOwner, type ChildKind, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { ownedObjects } from '../managed-objects/managed-object-list.ts';
import type { Caller } from '../tenants/caller.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface Scoped {
  caller: Caller;
  tenant: OpenTenant;
}

/** The objects a caller is confined to, with all that is below them; undefined = all of the tenant. */
export function rootsOf(caller: Caller): readonly number[] | undefined {
  switch (caller.kind) {
    case 'device':
      return caller.deviceId === null ? [] : [caller.deviceId];
    case 'token':
      return caller.objectIds ?? undefined;
    case 'user':
      return undefined;
    case 'bootstrap':
      return [];
  }
}

function isBelow(tenant: OpenTenant, id: number, root: number): boolean {
  return id === root || tenant.database.readFirst(findAncestor(id, root)) !== undefined;
}

const owners = new RowCache(['managed_objects'], (database, id: number) => database.readFirst(findOwner(id)));

/** Whether the object exists and is the caller's to read and write. */
export function mayTouch({ caller, tenant }: Scoped, managedObjectId: number): boolean {
  if (caller.kind === 'bootstrap') return false;
  const found = owners.get(tenant.database, managedObjectId);
  if (!found) return false;
  const roots = rootsOf(caller);
  if (!roots || found.owner === caller.userName) return true;
  return roots.some((root) => isBelow(tenant, managedObjectId, root));
}

/** The wire's word for an object that is not there, or not the caller's. */
export function noSuchObject(id: string | number): ExpectedError {
  const message = `Finding device data from database failed : No managedObject for id '${String(id).slice(0, 40)}'!`;
  return new ExpectedError('not-found', message, { resource: 'inventory' });
}

/**
 * The id of an object the caller may touch; of a unit that took a device's place, the device's.
 * @param id as it came in the path, the query or a body.
 * @throws ExpectedError 'not-found'.
 */
export function requireTouch(request: Scoped, id: string | number): number {
  const named = parseId(id);
  const managedObjectId = named === null ? null : request.tenant.successors.of(named);
  if (managedObjectId === null || !mayTouch(request, managedObjectId)) throw noSuchObject(id);
  return managedObjectId;
}

/** The row of an object the caller may touch. @throws ExpectedError 'not-found'. */
export function requireObject(request: Scoped, id: string | number): ManagedObjectRow {
  const row = request.tenant.database.readFirst(findObject(requireTouch(request, id)));
  if (!row) throw noSuchObject(id);
  return row;
}

/**
 * Every object the caller may touch, for lists.
 * @returns ids, or undefined for all of the tenant.
 */
export function scopeOf({ caller, tenant }: Scoped): number[] | undefined {
  const roots = rootsOf(caller);
  if (!roots) return undefined;
  if (caller.kind === 'bootstrap') return [];
  const scope = new Set(tenant.database.read(ownedObjects(caller.userName)).map(({ id }) => id));
  for (const root of roots) {
    scope.add(root);
    for (const { id } of tenant.database.read(descendants(root, childKinds))) scope.add(id);
  }
  return [...scope];
}

/**
 * Ids of the objects a list is asked for.
 * @param source the one that was named, or null.
 * @param below kinds of children that are meant too.
 * @returns undefined = all of the tenant.
 * @throws ExpectedError 'not-found' when the named one is not there or not the caller's.
 */
export function sourcesOf(request: Scoped, source: string | null, below: readonly ChildKind[]): number[] | undefined {
  const scope = scopeOf(request);
  if (source === null) return scope;
  const id = requireTouch(request, source);
  const children = below.length > 0 ? request.tenant.database.read(descendants(id, below)).map((row) => row.id) : [];
  const visible = scope && new Set(scope);
  return [id, ...(visible ? children.filter((child) => visible.has(child)) : children)];
}
