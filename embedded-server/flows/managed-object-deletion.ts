/**
 * Deleting managed objects with all that is theirs: external ids, credential, events and alarms fall with the
 * row, measurements are taken away in slices afterwards. Children survive unless the deletion cascades.
 */
import { ExpectedError } from '#contract/errors.ts';

import { all, first, run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import { ancestors, childrenOf, descendants } from '../managed-objects/child-store.ts';
import { childKinds, deleteObject, findBinnedObject, findObject, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { releaseCredentials } from '../tenants/device-credential-store.ts';
import { forgetAlarms } from './alarm-surroundings.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import { publishChange } from './changes.ts';
import { noSuchObject, scopeOf, type Scoped } from './device-scope.ts';
import { publishInventory } from './managed-object-writes.ts';
import { forgetMeasurementSource, sweepMeasurements } from './measurement-deletion.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('inventory');

/** What goes with the object. `hierarchy`: everything below it; `devices`: the same when it is a device or group. */
export type Cascade = 'none' | 'devices' | 'hierarchy';

function idsToDelete(request: Scoped, row: ManagedObjectRow, cascade: Cascade): number[] {
  const below = cascade === 'hierarchy' || (cascade === 'devices' && (row.is_device === 1 || row.is_group === 1));
  if (!below) return [row.id];
  const found = request.tenant.database.read(descendants(row.id, childKinds)).map(({ id }) => id);
  const ids = scopeOf(request);
  const scope = ids && new Set(ids);
  const foreign = scope && found.find((id) => !scope.has(id));
  if (foreign !== undefined) throw noSuchObject(foreign);
  return [row.id, ...found];
}

/** Tell that it is gone, with what decides who may hear it. */
export function* publishRemoval(tenant: OpenTenant, { id, owner }: ManagedObjectRow): Unit<void> {
  if (!tenant.changes.areHeard) return;
  const above = (yield* all(ancestors(id))).map((row) => row.id);
  publishChange(tenant, { kind: 'managed-object', action: 'DELETE', id: String(id), sourceId: id, was: { owner, above } });
}

/** @returns the source of measurements that is left to sweep, if it had any. */
function* deleteOne(tenant: OpenTenant, id: number): Unit<number | null> {
  const row = (yield* first(findObject(id))) ?? (yield* first(findBinnedObject(id)));
  if (!row) return null;
  yield* forgetAlarms(tenant, id);
  const source = yield* forgetMeasurementSource(tenant, id);
  const children = yield* all(childrenOf([id]));
  tenant.groups.forget(id, children.filter(({ kind }) => kind === 'asset').map((child) => child.id));
  tenant.contacts.forget(id);
  tenant.maintenance.end(id);
  yield* publishRemoval(tenant, row);
  tenant.database.afterCommit.add(() => tenant.senders.forgetDevice(id));
  yield* run(deleteObject(id));
  publishInventory(tenant, row);
  return source;
}

function* deleteAll(tenant: OpenTenant, ids: readonly number[], { keepUsers, putOnRecord = unrecorded }: Manner): Unit<number[]> {
  const sources: number[] = [];
  // What a credential is tied to takes it along; one that is tied to nothing lets its device create itself anew.
  if (keepUsers) yield* run(releaseCredentials(ids));
  for (const id of ids) {
    const source = yield* deleteOne(tenant, id);
    if (source !== null) sources.push(source);
  }
  for (const id of ids) yield* putOnRecord(id);
  return sources;
}

/** What a stop interrupts is finished at the next start. */
async function sweep(tenant: OpenTenant, sources: number[]): Promise<void> {
  try {
    for (const source of sources) await sweepMeasurements(tenant, source);
  } catch (error) {
    const stopping = error instanceof ExpectedError;
    log[stopping ? 'info' : 'error']({ err: stopping ? undefined : error, sources }, 'measurements of deleted devices are left for the next start');
  }
}

/** How objects are deleted. */
export interface Manner {
  /** Devices' credentials stay: a device may sign in and create its object anew. */
  keepUsers?: boolean;
  putOnRecord?: PutOnRecord;
}

/**
 * Delete an object.
 * @returns once nothing of it can be read any more; the space of its measurements is freed afterwards.
 * @throws ExpectedError 'not-found' when a cascade would reach what the caller may not touch.
 */
export async function deleteManagedObject(request: Scoped, row: ManagedObjectRow, cascade: Cascade, manner: Manner = {}): Promise<void> {
  const { tenant } = request;
  const ids = idsToDelete(request, row, cascade);
  const sources = await tenant.database.write(() => deleteAll(tenant, ids, manner), ids.length);
  void sweep(tenant, sources);
}

/** Erase objects for good, without asking whose they are: what has lain in the bin for long enough. */
export async function eraseObjects(tenant: OpenTenant, ids: readonly number[]): Promise<void> {
  const sources = await tenant.database.write(() => deleteAll(tenant, ids, {}), ids.length);
  await sweep(tenant, sources);
}
