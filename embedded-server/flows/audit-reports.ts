/** Audit records that programs write of what they did. */
import { insertAuditRecord, type AuditRecord, type AuditRow } from '../audit/audit-store.ts';
import { first, run } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface Deed {
  /** User name of who did it. */
  by: string;
  /** What was changed, such as `Managed object`. */
  type: string;
  /** Such as `created`. */
  deed: string;
  /** Id of what was changed. */
  source: string | null;
  /** Names of the parts that were changed. */
  names: readonly string[];
}

/** Append a record of what somebody did. */
export async function recordDeed(tenant: OpenTenant, { by, type, deed, source, names }: Deed): Promise<void> {
  const activity = `${type} ${deed}`;
  const parts = names.length > 0 ? ` (${names.join(', ')})` : '';
  const text = `${activity}: ${source ?? ''}${parts}`.slice(0, 1_000);
  const record = { timeMs: tenant.clock.now(), userName: by, type, activity, text, source, changes: [] };
  await tenant.database.write(() => run(insertAuditRecord(record)));
}

/** Append a record that somebody reports. */
export async function reportAudit(tenant: OpenTenant, record: AuditRecord): Promise<AuditRow> {
  const row = await tenant.database.write(() => first(insertAuditRecord(record)));
  if (!row) throw new Error('an inserted audit record gave no row');
  return row;
}
