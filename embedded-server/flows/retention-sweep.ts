/** Taking away what is too old by the tenant's rules, in short units so that ingest between them does not wait. */
import { agedAlarms, deleteAgedAlarms } from '../alarms/expiring-alarms.ts';
import { auditSlice, deleteRemoved, moveChainStart, readChain } from '../audit/audit-store.ts';
import type { Step } from '../db/statement.ts';
import { all, first, run } from '../db/unit.ts';
import { agedEvents, deleteAgedEvents } from '../events/expiring-events.ts';
import { logger } from '../log.ts';
import {
  agedBulkOperations,
  agedOperations,
  deleteAgedBulkOperations,
  deleteAgedOperations,
} from '../operations/expiring-operations.ts';
import { any, daysKept, rulesFor, type DatedKind, type RetentionRule } from '../retention/retention-rule.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('retention');
const dayMs = 24 * 60 * 60_000;
/** Rows of one slice, read or deleted. */
const sliceRows = 200;

/** Something dated, as the store gives it. */
interface AgedRow {
  id: number;
  time_ms: number;
  source: number | null;
  type: string;
  /** JSON object. */
  fragments: string;
}

interface AgedKind {
  kind: DatedKind;
  aged(afterMs: number, afterId: number, beforeMs: number, limit: number): Step<AgedRow>;
  remove(ids: readonly number[]): Step<unknown>;
}

const agedKinds: readonly AgedKind[] = [
  { kind: 'EVENT', aged: agedEvents, remove: deleteAgedEvents },
  { kind: 'ALARM', aged: agedAlarms, remove: deleteAgedAlarms },
  { kind: 'OPERATION', aged: agedOperations, remove: deleteAgedOperations },
  { kind: 'BULK_OPERATION', aged: agedBulkOperations, remove: deleteAgedBulkOperations },
];

/** Which of some rows are too old. */
function expired(rows: readonly AgedRow[], rules: readonly RetentionRule[], nowMs: number): number[] {
  const byFragment = rules.some(({ fragmentType }) => fragmentType !== any);
  return rows.flatMap(({ id, time_ms: timeMs, source, type, fragments }) => {
    const names = byFragment ? Object.keys(JSON.parse(fragments) as object) : [];
    const days = daysKept(rules, { type, source: String(source), fragments: names });
    return days !== null && timeMs < nowMs - days * dayMs ? [id] : [];
  });
}

/** @returns how many went. */
async function sweepKind(tenant: OpenTenant, { kind, aged, remove }: AgedKind, rules: readonly RetentionRule[], nowMs: number): Promise<number> {
  const ordered = rulesFor(rules, kind);
  if (ordered.length === 0) return 0;
  const beforeMs = nowMs - Math.min(...ordered.map(({ maximumAge }) => maximumAge)) * dayMs;
  let total = 0;
  for (let [afterMs, afterId] = [-1, 0]; ; ) {
    const rows = tenant.database.read(aged(afterMs, afterId, beforeMs, sliceRows));
    const ids = expired(rows, ordered, nowMs);
    if (ids.length > 0) await tenant.database.upkeep(() => run(remove(ids)));
    else await new Promise((resolve) => setImmediate(resolve));
    total += ids.length;
    const last = rows.at(-1);
    if (!last || rows.length < sliceRows) return total;
    [afterMs, afterId] = [last.time_ms, last.id];
  }
}

/** The oldest records go, all of them up to one; the chain goes on from its hash. @returns how many went. */
async function sweepAudit(tenant: OpenTenant, rules: readonly RetentionRule[], nowMs: number): Promise<number> {
  const days = rulesFor(rules, 'AUDIT')[0]?.maximumAge;
  if (days === undefined) return 0;
  const beforeMs = nowMs - days * dayMs;
  for (let total = 0; ; ) {
    const gone = await tenant.database.upkeep(function* () {
      const chain = yield* first(readChain());
      const rows = yield* all(auditSlice(chain?.removed_through ?? 0, sliceRows));
      const young = rows.findIndex((row) => row.created_ms >= beforeMs);
      const old = young < 0 ? rows : rows.slice(0, young);
      const last = old.at(-1);
      if (!last) return 0;
      yield* run(moveChainStart(last.id, last.hash));
      yield* run(deleteRemoved(last.id));
      return old.length;
    });
    total += gone;
    if (gone < sliceRows) return total;
  }
}

/** Apply the rules to everything but measurements. @returns how many went, by kind. */
export async function sweepAged(tenant: OpenTenant, rules: readonly RetentionRule[], nowMs: number): Promise<Partial<Record<DatedKind, number>>> {
  const gone: Partial<Record<DatedKind, number>> = {};
  for (const kind of agedKinds) gone[kind.kind] = await sweepKind(tenant, kind, rules, nowMs);
  gone.AUDIT = await sweepAudit(tenant, rules, nowMs);
  if (Object.values(gone).some((count) => count > 0)) log.info({ tenant: tenant.id, ...gone }, 'what was too old is gone');
  return gone;
}
