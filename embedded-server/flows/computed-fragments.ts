/** Fragments that no object has stored: availability and active alarms, computed when they are asked for. */
import type { Severity } from '#contract/alarms.ts';
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import { severityOf } from '../alarms/alarm-row.ts';
import { activeCounts } from '../alarms/alarm-store.ts';
import { availabilityAt, connectionAt, type AvailabilityStatus, type ConnectionStatus } from '../managed-objects/availability.ts';
import { requiredInterval } from '../managed-objects/managed-object.ts';
import { deviceIds, monitoredObjects } from '../managed-objects/managed-object-list.ts';
import { coveredObjects, readMaintenanceAbove } from './maintenance-cover.ts';
import type { OpenTenant } from './open-tenant.ts';
import { isListening } from './realtime-delivery.ts';

export interface Availability {
  lastMessageMs: number | undefined;
  status: AvailabilityStatus;
}

export type AlarmCounts = Record<Severity, number>;

/** How an object stands; undefined when nobody asked for it to be monitored and nobody works at it. */
export function availabilityOf(tenant: OpenTenant, id: number, fragments: JsonObject): Availability | undefined {
  const lastMessageMs = tenant.contacts.get(id)?.arrivalMs;
  if (readMaintenanceAbove(tenant, id)) return { lastMessageMs, status: 'MAINTENANCE' };
  const status = availabilityAt(requiredInterval(fragments), lastMessageMs, tenant.clock.now());
  return status === null ? undefined : { lastMessageMs, status };
}

/** Whether operations reach an object at once; undefined when that is nobody's business. */
export function connectionOf(tenant: OpenTenant, id: number, fragments: JsonObject): ConnectionStatus | undefined {
  if (readMaintenanceAbove(tenant, id)) return 'MAINTENANCE';
  return connectionAt(requiredInterval(fragments), isListening(tenant, id)) ?? undefined;
}

/** Active alarms of each of some devices. */
export function activeAlarmsOf(tenant: OpenTenant, devices: readonly number[]): Map<number, AlarmCounts> {
  const counts = new Map(devices.map((id) => [id, { CRITICAL: 0, MAJOR: 0, MINOR: 0, WARNING: 0 }]));
  if (devices.length === 0) return counts;
  for (const { managed_object_id: id, severity, total } of tenant.database.read(activeCounts(devices))) {
    const count = counts.get(id);
    if (count) count[severityOf(severity)] = total;
  }
  return counts;
}

/** Fragment `c8y_Availability`. */
export function composeAvailability({ lastMessageMs, status }: Availability): JsonObject {
  return { ...(lastMessageMs !== undefined && { lastMessage: formatInstant(lastMessageMs) }), status };
}

/** Fragment `c8y_ActiveAlarmsStatus`. */
export function composeAlarmCounts(counts: AlarmCounts): JsonObject {
  return { critical: counts.CRITICAL, major: counts.MAJOR, minor: counts.MINOR, warning: counts.WARNING };
}

function* allAvailabilities(tenant: OpenTenant): Generator<[number, JsonObject]> {
  for (const { id, required } of tenant.database.read(monitoredObjects())) {
    const availability = availabilityOf(tenant, id, { c8y_RequiredAvailability: JSON.parse(required) as unknown });
    if (availability) yield [id, { c8y_Availability: composeAvailability(availability) }];
  }
  for (const [id] of coveredObjects(tenant)) {
    const availability: Availability = { lastMessageMs: tenant.contacts.get(id)?.arrivalMs, status: 'MAINTENANCE' };
    yield [id, { c8y_Availability: composeAvailability(availability) }];
  }
}

function* allAlarmCounts(tenant: OpenTenant): Generator<[number, JsonObject]> {
  const devices = tenant.database.read(deviceIds()).map(({ id }) => id);
  for (const [id, counts] of activeAlarmsOf(tenant, devices)) yield [id, { c8y_ActiveAlarmsStatus: composeAlarmCounts(counts) }];
}

/**
 * Some computed fragments of every object that has them.
 * @param names of the fragments wanted.
 * @returns JSON, objects by id: `{"12": {"c8y_Availability": …}}`.
 */
export function computedFragmentsOfAll(tenant: OpenTenant, names: ReadonlySet<string>): string {
  const byId = new Map<number, JsonObject>();
  if (names.has('c8y_Availability')) for (const [id, fragments] of allAvailabilities(tenant)) byId.set(id, fragments);
  if (names.has('c8y_ActiveAlarmsStatus')) {
    for (const [id, fragments] of allAlarmCounts(tenant)) byId.set(id, { ...byId.get(id), ...fragments });
  }
  return JSON.stringify(Object.fromEntries(byId));
}
