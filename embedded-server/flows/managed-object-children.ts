/** Child references: tying objects together and apart. What is a generator here is a unit, to run inside a write. */
import { ExpectedError } from '#contract/errors.ts';

import { all, first, run, type Unit } from '../db/unit.ts';
import { ancestors, deleteChild, insertChild } from '../managed-objects/child-store.ts';
import type { ChildKind, ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import { publishObject } from './changes.ts';
import { requireTouch, type Scoped } from './device-scope.ts';
import { publishInventory, requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Without this an object could become its own parent, and every walk up or down would need its end elsewhere. */
function* requireNoLoop(parentId: number, childIds: readonly number[]): Unit<void> {
  const above = new Set((yield* all(ancestors(parentId))).map(({ id }) => id)).add(parentId);
  const looping = childIds.find((id) => above.has(id));
  if (looping === undefined) return;
  throw new ExpectedError('invalid', `managed object ${looping} stands above ${parentId} and cannot be its child`);
}

/** Tie a child that closes no loop. @returns it. */
function* tie(tenant: OpenTenant, parentId: number, kind: ChildKind, childId: number): Unit<ManagedObjectRow> {
  const parent = yield* requireRow(parentId);
  const child = yield* requireRow(childId);
  yield* run(insertChild(parentId, kind, childId));
  if (kind === 'asset') tenant.groups.add(parentId, childId);
  publishInventory(tenant, parent, child);
  publishObject(tenant, 'UPDATE', parent);
  return child;
}

/**
 * Make an object another's child; doing it twice has no effect.
 * @returns the child.
 * @throws ExpectedError 'not-found' when one of them is gone, 'invalid' when it would close a loop.
 */
export function* addChild(tenant: OpenTenant, parentId: number, kind: ChildKind, childId: number): Unit<ManagedObjectRow> {
  yield* requireNoLoop(parentId, [childId]);
  return yield* tie(tenant, parentId, kind, childId);
}

/** End a child reference; both objects stay. @returns whether there was one. */
export function* removeChild(tenant: OpenTenant, parentId: number, kind: ChildKind, childId: number): Unit<boolean> {
  const removed = yield* first(deleteChild(parentId, kind, childId));
  if (!removed) return false;
  if (kind === 'asset') tenant.groups.remove(parentId, childId);
  const parent = yield* requireRow(parentId);
  publishInventory(tenant, parent, yield* requireRow(childId));
  publishObject(tenant, 'UPDATE', parent);
  return true;
}

/**
 * Make objects children of another, all or none.
 * @returns the children.
 * @throws ExpectedError 'not-found' when the caller may not touch one of them; see {@link addChild}.
 */
export function linkChildren(
  request: Scoped,
  parentId: number,
  kind: ChildKind,
  ids: readonly number[],
  putOnRecord: PutOnRecord = unrecorded,
): Promise<ManagedObjectRow[]> {
  const { tenant } = request;
  const childIds = ids.map((id) => requireTouch(request, id));
  return tenant.database.write(function* () {
    yield* requireNoLoop(parentId, childIds);
    const children: ManagedObjectRow[] = [];
    for (const id of childIds) children.push(yield* tie(tenant, parentId, kind, id));
    yield* putOnRecord(parentId, childIds.map(String));
    return children;
  }, ids.length);
}

/** @returns whether there was such a reference. */
export function unlinkChild(
  tenant: OpenTenant,
  parentId: number,
  kind: ChildKind,
  childId: number,
  putOnRecord: PutOnRecord = unrecorded,
): Promise<boolean> {
  return tenant.database.write(function* () {
    const removed = yield* removeChild(tenant, parentId, kind, childId);
    if (removed) yield* putOnRecord(parentId, [String(childId)]);
    return removed;
  });
}
