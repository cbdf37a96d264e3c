/** Child references: tying objects together and apart. */
import { ExpectedError } from '#contract/errors.ts';

import { first, run, type Unit } from '../db/unit.ts';
import { deleteChild, findAncestor, insertChild } from '../managed-objects/child-store.ts';
import type { ChildKind, ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { publishInventory, requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Without this an object could become its own parent, and every walk up or down would need its end elsewhere. */
function* requireNoLoop(parentId: number, childId: number): Unit<void> {
  const loops = parentId === childId || (yield* first(findAncestor(parentId, childId))) !== undefined;
  if (loops) throw new ExpectedError('invalid', `managed object ${childId} stands above ${parentId} and cannot be its child`);
}

/**
 * Make an object another's child; doing it twice has no effect. A unit, to run inside a write.
 * @returns the child.
 * @throws ExpectedError 'not-found' when one of them is gone, 'invalid' when it would close a loop.
 */
export function* addChild(tenant: OpenTenant, parentId: number, kind: ChildKind, childId: number): Unit<ManagedObjectRow> {
  const parent = yield* requireRow(parentId);
  const child = yield* requireRow(childId);
  yield* requireNoLoop(parentId, childId);
  yield* run(insertChild(parentId, kind, childId));
  if (kind === 'asset') tenant.groups.add(parentId, childId);
  publishInventory(tenant, parent, child);
  return child;
}

/** End a child reference; both objects stay. A unit, to run inside a write. @returns whether there was one. */
export function* removeChild(tenant: OpenTenant, parentId: number, kind: ChildKind, childId: number): Unit<boolean> {
  const removed = yield* first(deleteChild(parentId, kind, childId));
  if (!removed) return false;
  if (kind === 'asset') tenant.groups.remove(parentId, childId);
  publishInventory(tenant, yield* requireRow(parentId), yield* requireRow(childId));
  return true;
}
