/** Maintenance as the console shows it. */
import type { ConsoleMaintenance } from '#contract/managed-objects.ts';

import type { Maintenance } from '../maintenance/maintenance.ts';
import { findObjectName } from '../managed-objects/managed-object-store.ts';
import { coveredObjects, objectsOutOfMonitoring } from './maintenance-cover.ts';
import type { OpenTenant } from './open-tenant.ts';

function pictureOf({ objectId, sinceMs, untilMs, reason, by }: Maintenance, name: string): ConsoleMaintenance {
  return { objectId: String(objectId), objectName: name, sinceMs, untilMs, reason, by };
}

function nameOf(tenant: OpenTenant, id: number): string {
  return tenant.database.readFirst(findObjectName(id))?.name ?? '';
}

export function consoleMaintenance(tenant: OpenTenant, maintenance: Maintenance): ConsoleMaintenance {
  return pictureOf(maintenance, nameOf(tenant, maintenance.objectId));
}

/** What every object under maintenance is shown with; asked once for a list. */
export function maintenancePictures(tenant: OpenTenant): (id: number) => ConsoleMaintenance | null {
  const covered = coveredObjects(tenant);
  const byThemselves = objectsOutOfMonitoring(tenant);
  const names = new Map<number, string>();
  return (id) => {
    const maintenance = covered.get(id);
    if (!maintenance) return byThemselves.has(id) ? { objectId: String(id), objectName: '', sinceMs: null, untilMs: null, reason: null, by: null } : null;
    const name = names.get(maintenance.objectId) ?? nameOf(tenant, maintenance.objectId);
    names.set(maintenance.objectId, name);
    return pictureOf(maintenance, name);
  };
}

/** Ids of everything under maintenance. */
export function objectsUnderMaintenance(tenant: OpenTenant): Set<number> {
  return new Set([...coveredObjects(tenant).keys(), ...objectsOutOfMonitoring(tenant)]);
}
