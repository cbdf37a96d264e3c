/** Audit records that programs write of what they did. */
import { insertAuditRecord, type AuditRecord, type AuditRow } from '../audit/audit-store.ts';
import { first } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Append a record that somebody reports. */
export async function reportAudit(tenant: OpenTenant, record: AuditRecord): Promise<AuditRow> {
  const row = await tenant.database.write(() => first(insertAuditRecord(record)));
  if (!row) throw new Error('an inserted audit record gave no row');
  return row;
}
