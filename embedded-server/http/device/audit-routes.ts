/** /audit/auditRecords: https://cumulocity.com/api/core/#tag/Audits. Read and reported; never changed, never deleted. */
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';
import { optionalTime, parseId, type JsonObject } from '#contract/wire.ts';

import { countAuditRecords, findAuditRecord, listAuditRecords, type AuditFilter, type AuditRow } from '../../audit/audit-store.ts';
import { parseAuditRecord } from '../../audit/posted-record.ts';
import { reportAudit } from '../../flows/audit-reports.ts';
import { onSite } from './access.ts';
import { alarmUrl, auditRecordUrl, managedObjectUrl, operationUrl } from './links.ts';
import { collection, parsePaging, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const mediaType = 'auditrecord';

function sourceUrl(baseUrl: string, type: string, source: string): string {
  if (type === 'Alarm') return alarmUrl(baseUrl, source);
  return type === 'Operation' ? operationUrl(baseUrl, source) : managedObjectUrl(baseUrl, encodeURIComponent(source));
}

function wire({ baseUrl }: DeviceRequest, row: AuditRow): JsonObject {
  return {
    ...(JSON.parse(row.extras) as JsonObject),
    id: String(row.id),
    self: auditRecordUrl(baseUrl, row.id),
    type: row.type,
    activity: row.activity,
    text: row.text,
    user: row.user_name,
    time: formatInstant(row.time_ms),
    creationTime: formatInstant(row.created_ms),
    ...(row.source !== null && { source: { id: row.source, self: sourceUrl(baseUrl, row.type, row.source) } }),
    changes: JSON.parse(row.changes) as unknown,
  };
}

function filterOf({ query }: DeviceRequest): AuditFilter {
  return {
    type: query.get('type') ?? undefined,
    user: query.get('user') ?? undefined,
    source: query.get('source') ?? undefined,
    application: query.get('application') ?? undefined,
    fromMs: optionalTime(query.get('dateFrom'), 'dateFrom'),
    toMs: optionalTime(query.get('dateTo'), 'dateTo'),
  };
}

function list(request: DeviceRequest): DeviceReply {
  const { database } = request.tenant;
  const paging = parsePaging(request.query);
  const filter = filterOf(request);
  const rows = database.readPage(listAuditRecords(filter, paging.pageSize, paging.offset));
  const total = wantsTotal(paging) ? database.readFirst(countAuditRecords(filter))?.total : undefined;
  const body = collection(request, paging, 'auditRecords', rows.map((row) => wire(request, row)), total);
  return { status: 200, body, mediaType: 'auditrecordcollection' };
}

function read(request: DeviceRequest): DeviceReply {
  const text = request.params['id'] ?? '';
  const id = parseId(text);
  const row = id === null ? undefined : request.tenant.database.readFirst(findAuditRecord(id));
  if (!row) throw new ExpectedError('not-found', `Finding audit record from database failed : No record for id '${text.slice(0, 40)}'!`);
  return { status: 200, body: wire(request, row), mediaType };
}

async function report(request: DeviceRequest): Promise<DeviceReply> {
  const row = await reportAudit(request.tenant, parseAuditRecord(request.body, request.caller.userName, request.arrivalMs));
  return { status: 201, location: auditRecordUrl(request.baseUrl, row.id), body: wire(request, row), mediaType };
}

const resource = 'audit';
const path = '/audit/auditRecords';
const reading = { resource, access: onSite('audit:read', 'audit:read') };

export const auditRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, resource, access: onSite('audit:write', 'site:write'), maxBodyBytes: 64 * 1024, handle: report },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
];
