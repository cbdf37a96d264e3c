/** Changes of the installation's settings, in the audit records of the main tenant. */
import { insertAuditRecord } from '../audit/audit-store.ts';
import { run } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

/** @param by who changed it; @param before and @param after as texts. */
export async function recordSettingChange(main: OpenTenant, by: string, key: string, before: string, after: string): Promise<void> {
  const changes = [{ attribute: key, previousValue: before, newValue: after }];
  const record = { timeMs: main.clock.now(), userName: by, type: 'Setting', activity: 'Setting changed', text: `Setting changed: ${key}`, source: key, changes };
  await main.database.write(() => run(insertAuditRecord(record)));
}
