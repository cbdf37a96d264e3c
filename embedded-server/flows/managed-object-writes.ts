/** Creating and changing managed objects. What is a generator here is a unit, to run inside a write. */
import { first, type Unit } from '../db/unit.ts';
import { applyChanges, isHeartbeat, isInMaintenance, type ObjectChanges, type ObjectContent } from '../managed-objects/managed-object.ts';
import { findObject, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { contentOf, fragmentsOf, insertContent, replaceContent } from '../managed-objects/record-object.ts';
import type { Caller } from '../tenants/caller.ts';
import { releaseAlarms } from './alarm-surroundings.ts';
import { noteArrival } from './arrival.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import { publishObject } from './changes.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

interface Put {
  /** Null = from a program, which is no sign of life. */
  arrivalMs: number | null;
  putOnRecord?: PutOnRecord;
}

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

/** Store a new object owned by the caller. */
export function* createObject(tenant: OpenTenant, caller: Caller, content: ObjectContent): Unit<ManagedObjectRow> {
  const row = yield* insertContent(content, caller.userName, tenant.clock.now());
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

/** Names of the parts a change is about. */
function changedNames({ fragments, ...own }: ObjectChanges): string[] {
  const named = Object.entries(own).filter(([, value]) => value !== undefined);
  return [...named.map(([name]) => name), ...Object.keys(fragments)];
}

function* change(tenant: OpenTenant, id: number, changes: ObjectChanges, { arrivalMs, putOnRecord = unrecorded }: Put): Unit<ManagedObjectRow> {
  if (!isHeartbeat(changes)) {
    const changed = yield* changeObject(tenant, id, changes);
    yield* putOnRecord(id, changedNames(changes));
    return changed;
  }
  const row = yield* requireRow(id);
  if (arrivalMs !== null) yield* noteArrival(tenant, id, arrivalMs);
  return row;
}

/** Apply a PUT: a change, or, when it changes nothing, a sign of life. @throws ExpectedError 'not-found'. */
export function updateManagedObject(tenant: OpenTenant, id: number, changes: ObjectChanges, put: Put): Promise<ManagedObjectRow> {
  return tenant.database.write(() => change(tenant, id, changes, put));
}
