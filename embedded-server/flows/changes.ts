/** Telling of changes. Flows ask for it inside their units; it goes out after the commit. */
import type { Alarm } from '../alarms/alarm.ts';
import type { EventRow } from '../events/event-store.ts';
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import type { OperationRow } from '../operations/operation-store.ts';
import type { Change, ChangeKind } from './change.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Tell of a change once the running unit is on disk. */
export function publishChange(tenant: OpenTenant, change: Change): void {
  if (tenant.changes.areHeard) tenant.database.afterCommit.add(() => tenant.changes.publish(change));
}

export function publishObject(tenant: OpenTenant, action: 'CREATE' | 'UPDATE', row: ManagedObjectRow): void {
  publishChange(tenant, { kind: 'managed-object', action, id: String(row.id), sourceId: row.id, subject: row });
}

export function publishEvent(tenant: OpenTenant, action: 'CREATE' | 'UPDATE', row: EventRow): void {
  publishChange(tenant, { kind: 'event', action, id: String(row.id), sourceId: row.managed_object_id, subject: row });
}

export function publishAlarmChange(tenant: OpenTenant, action: 'CREATE' | 'UPDATE', alarm: Alarm): void {
  publishChange(tenant, { kind: 'alarm', action, id: String(alarm.id), sourceId: alarm.deviceId, subject: alarm });
}

export function publishOperation(tenant: OpenTenant, action: 'CREATE' | 'UPDATE', row: OperationRow): void {
  publishChange(tenant, { kind: 'operation', action, id: String(row.id), sourceId: row.managed_object_id, subject: row });
}

/** Tell that something is gone. */
export function publishDeleted(tenant: OpenTenant, kind: Exclude<ChangeKind, 'managed-object'>, id: string | number, sourceId: number): void {
  publishChange(tenant, { kind, action: 'DELETE', id: String(id), sourceId });
}
