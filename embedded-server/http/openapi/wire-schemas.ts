/** Cumulocity's objects as they come and go on the device listener: what is always there; fragments are added freely. */
import { z } from 'zod';

const id = z.string().regex(/^\d+$/);
const instant = z.string().describe('Date and time with zone, such as 2026-11-19T14:32:08.000+02:00');
const self = z.string();
const source = z.looseObject({ id });

export const managedObject = z.looseObject({ id, self, name: z.string().optional(), type: z.string().optional(), owner: z.string(), creationTime: instant, lastUpdated: instant });
export const binary = managedObject.extend({ contentType: z.string(), length: z.number().int(), c8y_IsBinary: z.unknown() });
export const externalId = z.object({ self, externalId: z.string(), type: z.string(), managedObject: z.object({ id, self }) });
export const measurement = z.looseObject({ id, self, source, type: z.string(), time: instant });
export const event = z.looseObject({ id, self, source, type: z.string(), text: z.string(), time: instant, creationTime: instant, lastUpdated: instant });
export const alarm = z.looseObject({
  id,
  self,
  source,
  type: z.string(),
  text: z.string(),
  severity: z.enum(['CRITICAL', 'MAJOR', 'MINOR', 'WARNING']),
  status: z.enum(['ACTIVE', 'ACKNOWLEDGED', 'CLEARED']),
  time: instant,
  creationTime: instant,
  firstOccurrenceTime: instant,
  count: z.number().int(),
});
export const operation = z.looseObject({ id, self, deviceId: id, status: z.enum(['PENDING', 'EXECUTING', 'SUCCESSFUL', 'FAILED']), creationTime: instant });
export const bulkOperation = z.looseObject({ id, self, groupId: id.optional(), startDate: instant, creationRamp: z.number(), operationPrototype: z.looseObject({}), status: z.string() });
export const newDeviceRequest = z.looseObject({ id: z.string(), self, status: z.enum(['WAITING_FOR_CONNECTION', 'PENDING_ACCEPTANCE', 'ACCEPTED']), owner: z.string(), creationTime: instant, tenantId: z.string() });
export const auditRecord = z.looseObject({ id, self, type: z.string(), activity: z.string(), text: z.string(), user: z.string(), time: instant, creationTime: instant });
export const retentionRule = z.object({
  id,
  self,
  dataType: z.enum(['MEASUREMENT', 'EVENT', 'ALARM', 'OPERATION', 'BULK_OPERATION', 'AUDIT', '*']),
  fragmentType: z.string(),
  type: z.string(),
  source: z.string(),
  maximumAge: z.number().int(),
  editable: z.boolean(),
});
export const user = z.looseObject({ id: z.string(), self, userName: z.string(), enabled: z.boolean(), email: z.string().optional() });
export const group = z.looseObject({ id: z.number().int(), self, name: z.string() });
export const role = z.object({ id: z.string(), self, name: z.string() });
export const option = z.looseObject({ category: z.string(), key: z.string(), value: z.string() });
export const application = z.looseObject({ id, self, name: z.string(), type: z.string() });

/** Everything that has a place of its own, by the path of its collection. */
export const wireObjects: Readonly<Record<string, { name: string; collection: string; schema: z.ZodType }>> = {
  '/inventory/managedObjects': { name: 'managed object', collection: 'managedObjects', schema: managedObject },
  '/inventory/binaries': { name: 'binary', collection: 'managedObjects', schema: binary },
  '/measurement/measurements': { name: 'measurement', collection: 'measurements', schema: measurement },
  '/event/events': { name: 'event', collection: 'events', schema: event },
  '/alarm/alarms': { name: 'alarm', collection: 'alarms', schema: alarm },
  '/devicecontrol/operations': { name: 'operation', collection: 'operations', schema: operation },
  '/devicecontrol/bulkoperations': { name: 'bulk operation', collection: 'bulkOperations', schema: bulkOperation },
  '/devicecontrol/newDeviceRequests': { name: 'device request', collection: 'newDeviceRequests', schema: newDeviceRequest },
  '/audit/auditRecords': { name: 'audit record', collection: 'auditRecords', schema: auditRecord },
  '/retention/retentions': { name: 'retention rule', collection: 'retentionRules', schema: retentionRule },
  '/user/:tenant/users': { name: 'user', collection: 'users', schema: user },
  '/user/:tenant/groups': { name: 'group', collection: 'groups', schema: group },
  '/user/roles': { name: 'role', collection: 'roles', schema: role },
  '/tenant/options': { name: 'option', collection: 'options', schema: option },
  '/application/applications': { name: 'application', collection: 'applications', schema: application },
};

const paging = { pageSize: z.number().int().optional(), currentPage: z.number().int().optional(), withTotalPages: z.boolean().optional(), withTotalElements: z.boolean().optional() };
const between = { dateFrom: z.string().optional(), dateTo: z.string().optional() };
const created = { createdFrom: z.string().optional(), createdTo: z.string().optional(), lastUpdatedFrom: z.string().optional(), lastUpdatedTo: z.string().optional() };
const below = { withSourceAssets: z.boolean().optional(), withSourceDevices: z.boolean().optional() };
const text = (...names: string[]) => Object.fromEntries(names.map((name) => [name, z.string().optional()]));

/** Query parameters of the collections that have more than pages. */
const filters: Readonly<Record<string, z.ZodRawShape>> = {
  '/inventory/managedObjects': {
    ...text('type', 'fragmentType', 'ids', 'text', 'owner', 'childDeviceId', 'childAssetId', 'childAdditionId', 'query', 'q'),
    ...{ onlyRoots: z.boolean().optional(), withChildren: z.boolean().optional(), withParents: z.boolean().optional(), withGroups: z.boolean().optional() },
  },
  '/measurement/measurements': { ...text('source', 'type', 'valueFragmentType', 'valueFragmentSeries'), ...between, revert: z.boolean().optional() },
  '/event/events': { ...text('source', 'type', 'fragmentType', 'fragmentValue'), ...between, ...created, ...below, revert: z.boolean().optional() },
  '/alarm/alarms': { ...text('source', 'type', 'severity', 'status'), resolved: z.boolean().optional(), ...between, ...created, ...below },
  '/devicecontrol/operations': { ...text('deviceId', 'agentId', 'status', 'fragmentType', 'bulkOperationId'), ...between, revert: z.boolean().optional() },
  '/audit/auditRecords': { ...text('source', 'type', 'user', 'application'), ...between },
  '/user/:tenant/users': text('username', 'groups'),
};

/** Query parameters of a collection. @param paged whether pages of it are read. */
export function queryOf(path: string, paged: boolean): z.ZodType {
  return z.object({ ...filters[path], ...(paged && paging) });
}

/** A page of a collection. */
export function pageSchema(collection: string, element: z.ZodType): z.ZodType {
  const statistics = z.object({ currentPage: z.number(), pageSize: z.number(), totalPages: z.number().optional(), totalElements: z.number().optional() });
  return z.object({ self, [collection]: z.array(element), statistics, next: z.string().optional(), prev: z.string().optional() });
}
