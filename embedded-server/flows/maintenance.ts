/** Saying that somebody works at a device or group, and that it is over. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { requireSpan, type Maintenance } from '../maintenance/maintenance.ts';
import { closeMaintenance, insertMaintenance, maintenanceOf, openMaintenances } from '../maintenance/maintenance-store.ts';
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { releaseAlarms } from './alarm-surroundings.ts';
import { noSuchObject } from './device-scope.ts';
import { withAllBelow } from './maintenance-cover.ts';
import { publishInventory, requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

function* audit(tenant: OpenTenant, objectId: number, by: string, activity: AuditActivity, text: string, until: [number | null, number | null]): Unit<void> {
  const [previousValue, newValue] = until.map((ms) => (ms === null ? null : new Date(ms).toISOString()));
  const changes = [{ attribute: 'maintenanceUntil', previousValue, newValue }];
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Inventory', activity, text, changes };
  yield* run(insertAuditRecord({ ...record, source: String(objectId) }));
}

function* close(tenant: OpenTenant, open: Maintenance, by: string): Unit<void> {
  yield* run(closeMaintenance(tenant.clock.now(), by, open.id));
  tenant.maintenance.end(open.objectId);
  yield* audit(tenant, open.objectId, by, 'Maintenance ended', `Maintenance ended: ${open.reason}`, [open.untilMs, null]);
}

function requireNumber(objectId: string): number {
  const id = parseId(objectId);
  if (id === null) throw noSuchObject(objectId);
  return id;
}

function requirePlace(row: ManagedObjectRow): void {
  if (row.is_device === 1 || row.is_group === 1) return;
  throw new ExpectedError('invalid', 'Only devices and groups are maintained');
}

export interface MaintenanceRequest {
  /** Ms UTC. */
  untilMs: number;
  reason: string;
  by: string;
  /** How long the person may ask for, ms. */
  mayMs: number;
}

/**
 * Say it, or say another end and reason of what is under way.
 * @throws ExpectedError 'not-found', 'invalid', 'forbidden' when the span is beyond the person's right.
 */
export function startMaintenance(tenant: OpenTenant, objectId: string, request: MaintenanceRequest): Promise<Maintenance> {
  const id = requireNumber(objectId);
  const { untilMs, reason, by } = request;
  return tenant.database.write(function* () {
    const nowMs = tenant.clock.now();
    requireSpan(untilMs, nowMs, request.mayMs);
    const row = yield* requireRow(id);
    requirePlace(row);
    const open = tenant.maintenance.get(id);
    if (open) yield* run(closeMaintenance(nowMs, by, open.id));
    const inserted = yield* first(insertMaintenance(id, nowMs, untilMs, reason, by));
    if (!inserted) throw new Error('an inserted maintenance gave no id');
    const begun = { id: inserted.id, objectId: id, sinceMs: nowMs, untilMs, reason, by };
    tenant.maintenance.set(begun);
    yield* audit(tenant, id, by, 'Maintenance started', `Maintenance started: ${reason}`, [open?.untilMs ?? null, untilMs]);
    publishInventory(tenant, row, { is_device: 1, is_group: 0 });
    return begun;
  });
}

/** What ended, and what it uncovers: alarms raised meanwhile that still hold are shown from now on. */
function* finish(tenant: OpenTenant, open: Maintenance, by: string): Unit<void> {
  yield* close(tenant, open, by);
  for (const id of yield* withAllBelow(open.objectId)) yield* releaseAlarms(tenant, id);
  tenant.database.afterCommit.add(() => tenant.outages.lookNow());
  publishInventory(tenant, { is_device: 1, is_group: 1 });
}

/** Say that it is over before its time. @throws ExpectedError 'not-found' when nothing is under way there. */
export function stopMaintenance(tenant: OpenTenant, objectId: string, by: string): Promise<void> {
  const id = requireNumber(objectId);
  return tenant.database.write(function* () {
    const open = tenant.maintenance.get(id);
    if (!open) throw new ExpectedError('not-found', 'There is no maintenance to end');
    yield* finish(tenant, open, by);
  });
}

/** What has come to its end. Idle, it writes nothing. */
export async function endDueMaintenances(tenant: OpenTenant, nowMs: number): Promise<void> {
  for (const due of tenant.maintenance.all().filter(({ untilMs }) => untilMs <= nowMs)) {
    await tenant.database.write(function* () {
      const open = tenant.maintenance.get(due.objectId);
      if (open && open.untilMs <= nowMs) yield* finish(tenant, open, 'system');
    });
  }
}

/** Out of the store; once, before the first write. */
export function loadMaintenances(tenant: Pick<OpenTenant, 'database' | 'maintenance'>): void {
  for (const row of tenant.database.read(openMaintenances())) tenant.maintenance.load(maintenanceOf(row));
}
