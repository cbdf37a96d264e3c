/** Whether the records are still those that were written: each hash is made of the one before. */
import { createHash } from 'node:crypto';

import type { TenantDatabase } from '../db/tenant-database.ts';
import { auditSlice, hashedText, lastAuditNumber, readChain, type AuditRow } from './audit-store.ts';

export interface AuditVerdict {
  /** Records looked at; those older than the chain have no hash and are only counted. */
  records: number;
  unchained: number;
  /** Id of the first record that is not as it was written, or before which one is missing; null = all is well. */
  brokenAt: number | null;
}

const sliceRows = 500;

function hashAfter(previous: string, row: AuditRow): string {
  return createHash('sha256').update(previous + hashedText(row)).digest('hex');
}

/** What a walk along the chain has come to. */
interface Walk {
  lastId: number;
  hash: string;
  records: number;
  unchained: number;
}

/** Follow some records. @returns id of the first that does not follow, or null. */
function follow(walk: Walk, rows: readonly AuditRow[], chainedAfter: number): number | null {
  for (const row of rows) {
    if (row.id <= chainedAfter) walk.unchained += 1;
    else if (row.hash !== hashAfter(walk.hash, row)) return row.id;
    walk.records += 1;
    walk.lastId = row.id;
    walk.hash = row.hash;
  }
  return null;
}

/** Check all records of a tenant, a slice at a time. */
export async function verifyAudit(database: TenantDatabase): Promise<AuditVerdict> {
  const chain = database.readFirst(readChain());
  if (!chain) throw new Error('the audit chain has no beginning');
  const walk: Walk = { lastId: chain.removed_through, hash: chain.removed_hash, records: 0, unchained: 0 };
  const verdict = (brokenAt: number | null): AuditVerdict => ({ records: walk.records, unchained: walk.unchained, brokenAt });
  for (;;) {
    const written = database.readFirst(lastAuditNumber())?.seq ?? 0;
    const rows = database.read(auditSlice(walk.lastId, sliceRows));
    const brokenAt = follow(walk, rows, chain.chained_after);
    if (brokenAt !== null) return verdict(brokenAt);
    // The last ones taken away leave no gap in the chain, but in the numbers.
    if (rows.length < sliceRows) return verdict(walk.lastId < written ? walk.lastId + 1 : null);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
