/** Who is under maintenance: what it was said of, and everything that is in it or hangs on it. */
import { all, first, type Unit } from '../db/unit.ts';
import type { Maintenance } from '../maintenance/maintenance.ts';
import { ancestors, descendants } from '../managed-objects/child-store.ts';
import { isInMaintenance } from '../managed-objects/managed-object.ts';
import { monitoredObjects } from '../managed-objects/managed-object-list.ts';
import { childKinds, findObject } from '../managed-objects/managed-object-store.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

function latestEnd(found: readonly Maintenance[]): Maintenance | undefined {
  return found.reduce<Maintenance | undefined>((last, one) => (last && last.untilMs >= one.untilMs ? last : one), undefined);
}

function among({ maintenance }: OpenTenant, ids: readonly number[]): Maintenance | undefined {
  return latestEnd(ids.flatMap((id) => maintenance.get(id) ?? []));
}

/** The maintenance an object is under, its own or of what it is in, as the running unit sees it; of several the one that ends last. */
export function* maintenanceAbove(tenant: OpenTenant, id: number): Unit<Maintenance | undefined> {
  if (tenant.maintenance.isEmpty) return undefined;
  const above = yield* all(ancestors(id));
  return among(tenant, [id, ...above.map((row) => row.id)]);
}

/** {@link maintenanceAbove} as committed. */
export function readMaintenanceAbove(tenant: OpenTenant, id: number): Maintenance | undefined {
  if (tenant.maintenance.isEmpty) return undefined;
  return among(tenant, [id, ...tenant.database.read(ancestors(id)).map((row) => row.id)]);
}

/**
 * Whether somebody works at the object: what it reports now is recorded, not announced.
 * @throws ExpectedError 'not-found' when there is no such object.
 */
export function* isWorkedOn(tenant: OpenTenant, id: number): Unit<boolean> {
  const row = yield* first(findObject(id));
  if (!row) throw noSuchObject(id);
  return isInMaintenance(fragmentsOf(row)) || (yield* maintenanceAbove(tenant, id)) !== undefined;
}

/** An object and everything that is in it or hangs on it. */
export function* withAllBelow(id: number): Unit<number[]> {
  const below = yield* all(descendants(id, childKinds));
  return [id, ...below.map((row) => row.id)];
}

/** Everything under maintenance now, with the maintenance that ends last. */
export function coveredObjects(tenant: OpenTenant): Map<number, Maintenance> {
  const covered = new Map<number, Maintenance>();
  for (const maintenance of tenant.maintenance.all()) {
    const below = tenant.database.read(descendants(maintenance.objectId, childKinds)).map((row) => row.id);
    for (const id of [maintenance.objectId, ...below]) {
      const last = latestEnd([maintenance, ...(covered.has(id) ? [covered.get(id) as Maintenance] : [])]);
      if (last) covered.set(id, last);
    }
  }
  return covered;
}

/** Objects that say of themselves that somebody works at them, the original platform's way: no end, no reason. */
export function objectsOutOfMonitoring(tenant: OpenTenant): Set<number> {
  const rows = tenant.database.read(monitoredObjects());
  const worked = rows.filter(({ required }) => isInMaintenance({ c8y_RequiredAvailability: JSON.parse(required) as unknown }));
  return new Set(worked.map(({ id }) => id));
}
