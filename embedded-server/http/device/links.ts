/** Absolute addresses of what the device listener serves, built from the address the client itself used. */

export type ChildCollection = 'childDevices' | 'childAssets' | 'childAdditions';

export function managedObjectUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/inventory/managedObjects/${id}`;
}

export function childrenUrl(baseUrl: string, parentId: string | number, children: ChildCollection): string {
  return `${managedObjectUrl(baseUrl, parentId)}/${children}`;
}

export function externalIdUrl(baseUrl: string, type: string, externalId: string): string {
  return `${baseUrl}/identity/externalIds/${encodeURIComponent(type)}/${encodeURIComponent(externalId)}`;
}

export function externalIdsUrl(baseUrl: string, managedObjectId: string | number): string {
  return `${baseUrl}/identity/globalIds/${managedObjectId}/externalIds`;
}

export function binaryUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/inventory/binaries/${id}`;
}

export function eventBinaryUrl(baseUrl: string, eventId: string | number): string {
  return `${eventUrl(baseUrl, eventId)}/binaries`;
}

export function eventUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/event/events/${id}`;
}

export function alarmUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/alarm/alarms/${id}`;
}

export function measurementUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/measurement/measurements/${id}`;
}

export function operationUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/devicecontrol/operations/${id}`;
}

export function bulkOperationUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/devicecontrol/bulkoperations/${id}`;
}

export function auditRecordUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/audit/auditRecords/${id}`;
}

export function retentionRuleUrl(baseUrl: string, id: string | number): string {
  return `${baseUrl}/retention/retentions/${id}`;
}

export function deviceRequestUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/devicecontrol/newDeviceRequests/${encodeURIComponent(id)}`;
}
