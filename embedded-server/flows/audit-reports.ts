/** Audit records of what comes over the wire: of what people and programs change there, and what programs report. */
import { insertAuditRecord, type AuditRecord, type AuditRow } from '../audit/audit-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import type { Scoped } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

/**
 * Puts an act on record, inside the act's own unit.
 * @param source id of what was changed. @param names of the parts that were changed.
 */
export type PutOnRecord = (source: string | number, names?: readonly string[]) => Unit<void>;

/** For whoever writes a record of their own, or none. */
export function* unrecorded(): Unit<void> {
  // Nothing to write.
}

/**
 * The record of an act that came over the wire. A device's own doings are what it is there for: they leave none.
 * @param type what was changed, such as `Managed object`. @param deed such as `created`.
 */
export function recordOf({ tenant, caller }: Scoped, type: string, deed: 'created' | 'updated' | 'deleted'): PutOnRecord {
  if (caller.kind !== 'user' && caller.kind !== 'token') return unrecorded;
  return function* (source, names = []) {
    const activity = `${type} ${deed}`;
    const parts = names.length > 0 ? ` (${names.join(', ')})` : '';
    const text = `${activity}: ${source}${parts}`.slice(0, 1_000);
    yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: caller.userName, type, activity, text, source: String(source), changes: [] }));
  };
}

/**
 * Record that everything a query finds is deleted. It goes in slices and may be broken off, so it is recorded before it begins.
 * @param type as {@link recordOf} has it.
 */
export async function recordDeletion(request: Scoped, type: string, query: URLSearchParams): Promise<void> {
  const putOnRecord = recordOf(request, type, 'deleted');
  await request.tenant.database.write(() => putOnRecord(query.get('source') ?? '*', [query.toString()]));
}

/** Append a record that somebody reports. */
export async function reportAudit(tenant: OpenTenant, record: AuditRecord): Promise<AuditRow> {
  const row = await tenant.database.write(() => first(insertAuditRecord(record)));
  if (!row) throw new Error('an inserted audit record gave no row');
  return row;
}
