/** Creating managed objects as they are posted. A registered device's first one is the device itself. */
import { all, first, type Unit } from '../db/unit.ts';
import { deviceUserName } from '../managed-objects/device-request.ts';
import { servedPlacements } from '../managed-objects/device-request-store.ts';
import type { ObjectContent } from '../managed-objects/managed-object.ts';
import { findObject, type ChildKind, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import type { Caller } from '../tenants/caller.ts';
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import { bindDeviceCredential } from '../tenants/device-credentials.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import type { Scoped } from './device-scope.ts';
import { addChild } from './managed-object-children.ts';
import { createObject } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Whether the caller is a registered device that has no object yet. */
function* isWithoutObject(caller: Caller): Unit<boolean> {
  if (caller.kind !== 'device' || caller.deviceId !== null) return false;
  return (yield* first(findDeviceCredential(caller.userName)))?.managed_object_id === null;
}

/** Where who announced a device wanted it: its type, and the group it goes into. */
function* placementOf(userName: string): Unit<{ type: string | null; groupId: number | null }> {
  const found = (yield* all(servedPlacements())).find(({ id }) => deviceUserName(id) === userName);
  return { type: found?.type ?? null, groupId: found?.group_id ?? null };
}

/** The device's own object: its credential speaks for it from now on, and it goes where it was announced for. */
function* createDevice(tenant: OpenTenant, caller: Caller, content: ObjectContent): Unit<ManagedObjectRow> {
  const { type, groupId } = yield* placementOf(caller.userName);
  const row = yield* createObject(tenant, caller, { ...content, type: content.type ?? type });
  yield* bindDeviceCredential(caller.userName, row.id);
  // The group may be gone by now; the device is there all the same.
  const group = groupId === null ? undefined : yield* first(findObject(groupId));
  if (group?.is_group === 1) yield* addChild(tenant, group.id, 'asset', row.id);
  return row;
}

function* create(tenant: OpenTenant, caller: Caller, content: ObjectContent): Unit<ManagedObjectRow> {
  return (yield* isWithoutObject(caller)) ? yield* createDevice(tenant, caller, content) : yield* createObject(tenant, caller, content);
}

/** Create an object owned by the caller. */
export function createManagedObject(
  tenant: OpenTenant,
  caller: Caller,
  content: ObjectContent,
  putOnRecord: PutOnRecord = unrecorded,
): Promise<ManagedObjectRow> {
  return tenant.database.write(function* () {
    const row = yield* create(tenant, caller, content);
    yield* putOnRecord(row.id);
    return row;
  });
}

/** Where a new object is hung. */
export interface Place {
  parentId: number;
  kind: ChildKind;
}

/** Create an object as another's child. @returns the child. */
export function createChild(
  { tenant, caller }: Scoped,
  { parentId, kind }: Place,
  content: ObjectContent,
  putOnRecord: PutOnRecord = unrecorded,
): Promise<ManagedObjectRow> {
  return tenant.database.write(function* () {
    const created = yield* create(tenant, caller, content);
    const child = yield* addChild(tenant, parentId, kind, created.id);
    yield* putOnRecord(created.id);
    return child;
  });
}
