/** The audit log as the console shows it. */
import { auditRecordSchema, type AuditRecordView } from '#contract/console/audit-calls.ts';

import { auditChoices, auditPage } from '../audit/audit-list.ts';
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

function viewOf(row: NonNullable<ReturnType<typeof auditPage>['row']>): AuditRecordView {
  return {
    id: String(row.id),
    timeMs: row.time_ms,
    userName: row.user_name,
    type: row.type,
    activity: row.activity,
    text: row.text,
    source: row.source,
    changes: changesSchema.parse(JSON.parse(row.changes)),
  };
}

/** Newest first. */
export function auditRecords({ database }: OpenTenant, query: AuditQuery): { records: AuditRecordView[]; more: boolean } {
  const { userName, type, search, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, limit } = query;
  const before = { timeMs: query.beforeMs ?? Number.MAX_SAFE_INTEGER, id: Number(query.beforeId ?? 0) };
  const rows = database.readPage(auditPage({ userName, type, search: search || undefined, fromMs, toMs, before }, limit + 1));
  return { records: rows.slice(0, limit).map(viewOf), more: rows.length > limit };
}

/** Names and kinds that the newest records have, in order. */
export function auditChoicesOf({ database }: OpenTenant): { userNames: string[]; types: string[] } {
  const rows = database.read(auditChoices());
  const distinct = (values: string[]) => [...new Set(values)].sort();
  return { userNames: distinct(rows.map((row) => row.user_name)), types: distinct(rows.map((row) => row.type)) };
}
