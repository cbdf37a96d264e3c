/** The audit log as the console shows it. */
import { auditRecordSchema, type AuditRecordView } from '#contract/console/audit-calls.ts';

import { findAlarm } from '../alarms/alarm-store.ts';
import { auditChoices, auditPage } from '../audit/audit-list.ts';
import { namesOf } from './console-devices.ts';
import type { OpenTenant } from './open-tenant.ts';

const changesSchema = auditRecordSchema.shape.changes;

export interface AuditQuery {
  userName?: string | undefined;
  type?: string | undefined;
  search?: string | undefined;
  fromMs?: number | undefined;
  toMs?: number | undefined;
  beforeMs?: number | undefined;
  beforeId?: string | undefined;
  limit: number;
}

type AuditListRow = NonNullable<ReturnType<typeof auditPage>['row']>;

/** The device a command's record names by its number, or an alarm's record by the alarm. */
function deviceOf({ database }: OpenTenant, { type, text, source }: AuditListRow): number | null {
  if (type === 'Alarm') return /^\d{1,15}$/.test(source ?? '') ? (database.readFirst(findAlarm(Number(source)))?.managed_object_id ?? null) : null;
  const [, id] = type === 'Operation' ? (/: device (\d{1,15}),/.exec(text) ?? []) : [];
  return id === undefined ? null : Number(id);
}

function viewOf(row: AuditListRow, deviceName: string | null): AuditRecordView {
  return {
    id: String(row.id),
    timeMs: row.time_ms,
    userName: row.user_name,
    type: row.type,
    activity: row.activity,
    text: row.text,
    source: row.source,
    deviceName,
    changes: changesSchema.parse(JSON.parse(row.changes)),
  };
}

/** Newest first. */
export function auditRecords(tenant: OpenTenant, query: AuditQuery): { records: AuditRecordView[]; more: boolean } {
  const { userName, type, search, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, limit } = query;
  const before = { timeMs: query.beforeMs ?? Number.MAX_SAFE_INTEGER, id: Number(query.beforeId ?? 0) };
  const rows = tenant.database.readPage(auditPage({ userName, type, search: search || undefined, fromMs, toMs, before }, limit + 1));
  const shown = rows.slice(0, limit);
  const devices = shown.map((row) => deviceOf(tenant, row));
  const names = namesOf(tenant, [...new Set(devices.flatMap((id) => id ?? []))]);
  return { records: shown.map((row, index) => viewOf(row, names.get(devices[index] ?? 0) || null)), more: rows.length > limit };
}

/** Names and kinds that the newest records have, in order. */
export function auditChoicesOf({ database }: OpenTenant): { userNames: string[]; types: string[] } {
  const rows = database.read(auditChoices());
  const distinct = (values: string[]) => [...new Set(values)].sort();
  return { userNames: distinct(rows.map((row) => row.user_name)), types: distinct(rows.map((row) => row.type)) };
}
