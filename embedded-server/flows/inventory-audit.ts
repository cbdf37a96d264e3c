/** What people do with devices and groups, for the audit records. */
import type { AuditActivity } from '#contract/audit.ts';

import { insertAuditRecord, type AuditRecord } from '../audit/audit-store.ts';
import { run, type Unit } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

interface InventoryAct {
  /** User name of whoever did it. */
  by: string;
  /** Such as `Device updated`. */
  activity: AuditActivity;
  id: number;
  name: string | null;
  changes?: AuditRecord['changes'];
}

/** The record of an act, in the transaction of the act. */
export function* tellInventory(tenant: OpenTenant, { by, activity, id, name, changes = [] }: InventoryAct): Unit<void> {
  const text = `${activity}: ${name ?? id}`;
  yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: by, type: 'Inventory', activity, text, source: String(id), changes }));
}

/** What differs between before and after, for a record. */
export function changesBetween<Shown extends object>(before: Shown, after: Shown): AuditRecord['changes'] {
  return (Object.keys(after) as (keyof Shown & string)[]).flatMap((attribute) =>
    before[attribute] === after[attribute] ? [] : [{ attribute, previousValue: before[attribute], newValue: after[attribute] }],
  );
}
