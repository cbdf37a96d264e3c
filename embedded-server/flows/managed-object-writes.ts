/** Creating and changing managed objects. What is a generator here is a unit, to run inside a write. */
import { first, type Unit } from '../db/unit.ts';
import { applyChanges, isHeartbeat, isInMaintenance, type ObjectChanges, type ObjectContent } from '../managed-objects/managed-object.ts';
import { findObject, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { contentOf, fragmentsOf, insertContent, replaceContent } from '../managed-objects/record-object.ts';
import type { Caller } from '../tenants/caller.ts';
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import { bindDeviceCredential } from '../tenants/device-credentials.ts';
import { releaseAlarms } from './alarm-surroundings.ts';
import { noteArrival } from './arrival.ts';
import { publishObject } from './changes.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

type Roles = Pick<ManagedObjectRow, 'is_device' | 'is_group'>;

/** Tell the console, once it is on disk, that what it shows of devices or groups changed. */
export function publishInventory(tenant: OpenTenant, ...rows: Roles[]): void {
  const devices = rows.some((row) => row.is_device === 1);
  const groups = rows.some((row) => row.is_group === 1);
  if (devices) tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'devices' }));
  if (groups) tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'groups' }));
}

/** An object as the running unit sees it. @throws ExpectedError 'not-found'. */
export function* requireRow(id: number): Unit<ManagedObjectRow> {
  const row = yield* first(findObject(id));
  if (!row) throw noSuchObject(id);
  return row;
}

/** The first object a registered device creates is the device itself: its credential speaks for it from now on. */
function* bindFirstObject(caller: Caller, id: number): Unit<void> {
  if (caller.kind !== 'device' || caller.deviceId !== null) return;
  const credential = yield* first(findDeviceCredential(caller.userName));
  if (credential?.managed_object_id === null) yield* bindDeviceCredential(caller.userName, id);
}

/** Store a new object owned by the caller. */
export function* createObject(tenant: OpenTenant, caller: Caller, content: ObjectContent): Unit<ManagedObjectRow> {
  const row = yield* insertContent(content, caller.userName, tenant.clock.now());
  yield* bindFirstObject(caller, row.id);
  publishInventory(tenant, row);
  publishObject(tenant, 'CREATE', row);
  return row;
}

function shownDiffers(before: ManagedObjectRow, after: ManagedObjectRow): boolean {
  return (
    before.name !== after.name ||
    before.type !== after.type ||
    before.is_device !== after.is_device ||
    before.is_group !== after.is_group
  );
}

/** Change an object. @throws ExpectedError 'not-found'. */
export function* changeObject(tenant: OpenTenant, id: number, changes: ObjectChanges): Unit<ManagedObjectRow> {
  const before = yield* requireRow(id);
  const after = yield* replaceContent(before, applyChanges(contentOf(before), changes), tenant.clock.now());
  if (shownDiffers(before, after)) publishInventory(tenant, before, after);
  publishObject(tenant, 'UPDATE', after);
  if (isInMaintenance(fragmentsOf(before)) && !isInMaintenance(fragmentsOf(after))) yield* releaseAlarms(tenant, id);
  return after;
}

export function createManagedObject(tenant: OpenTenant, caller: Caller, content: ObjectContent): Promise<ManagedObjectRow> {
  return tenant.database.write(() => createObject(tenant, caller, content));
}

function* change(tenant: OpenTenant, id: number, changes: ObjectChanges, arrivalMs: number | null): Unit<ManagedObjectRow> {
  if (!isHeartbeat(changes)) return yield* changeObject(tenant, id, changes);
  const row = yield* requireRow(id);
  if (arrivalMs !== null) yield* noteArrival(tenant, id, arrivalMs);
  return row;
}

/** Apply a PUT: a change, or, when it changes nothing, a sign of life (null = a program's, which is none). @throws ExpectedError 'not-found'. */
export function updateManagedObject(
  tenant: OpenTenant,
  id: number,
  changes: ObjectChanges,
  arrivalMs: number | null,
): Promise<ManagedObjectRow> {
  return tenant.database.write(() => change(tenant, id, changes, arrivalMs));
}
