/** An operation as it goes over the wire. */
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import type { OperationView } from '../../flows/operation-reads.ts';
import type { ExternalId } from '../../managed-objects/external-id.ts';
import type { OperationRow } from '../../operations/operation-store.ts';
import { externalIdsUrl, externalIdUrl, managedObjectUrl, operationUrl } from './links.ts';

function externalIdsWire(baseUrl: string, deviceId: number, ids: readonly ExternalId[]): JsonObject {
  const managedObject = { id: String(deviceId), self: managedObjectUrl(baseUrl, deviceId) };
  return {
    self: externalIdsUrl(baseUrl, deviceId),
    externalIds: ids.map(({ type, externalId }) => ({
      type,
      externalId,
      managedObject,
      self: externalIdUrl(baseUrl, type, externalId),
    })),
  };
}

/** Whether the device has got it yet, in Cumulocity's words. */
function delivery({ sent_ms: sentMs, created_ms: createdMs }: OperationRow): JsonObject {
  return { status: sentMs === null ? 'PENDING' : 'DELIVERED', time: formatInstant(sentMs ?? createdMs), log: [] };
}

/** What an operation has only sometimes. */
function optional(row: OperationRow): JsonObject {
  return {
    ...(row.description !== null && { description: row.description }),
    ...(row.failure_reason !== null && { failureReason: row.failure_reason }),
    ...(row.bulk_operation_id !== null && { bulkOperationId: String(row.bulk_operation_id) }),
    ...(row.expires_ms !== null && { valvomo_ExpiryTime: formatInstant(row.expires_ms) }),
    ...(row.expired === 1 && { valvomo_Expired: true }),
  };
}

/** The `operation` of https://cumulocity.com/api/core/#tag/Operations, with `valvomo_` for what that one does not have. */
export function composeOperation(baseUrl: string, { row, agentId, deviceName, externalIds }: OperationView): JsonObject {
  return {
    ...(JSON.parse(row.fragments) as JsonObject),
    id: String(row.id),
    self: operationUrl(baseUrl, row.id),
    deviceId: String(row.managed_object_id),
    ...(deviceName !== undefined && { deviceName }),
    ...(agentId !== undefined && { agentId: String(agentId) }),
    ...(externalIds && { deviceExternalIDs: externalIdsWire(baseUrl, row.managed_object_id, externalIds) }),
    status: row.status,
    creationTime: formatInstant(row.created_ms),
    lastUpdated: formatInstant(row.updated_ms),
    delivery: delivery(row),
    ...optional(row),
  };
}
