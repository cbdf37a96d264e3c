/**
 * SQL of audit records: who changed what, when. Nothing here changes one. Each carries the SHA-256 of the one
 * before and of itself, so that one that was altered, or taken from the middle, shows (`audit-chain.ts`).
 */
import { sql, type Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

export interface AuditTables {
  audit_records: {
    id: Generated<number>;
    time_ms: number;
    created_ms: number;
    user_name: string;
    type: string;
    activity: string;
    text: string;
    source: string | null;
    /** JSON list of `{attribute, previousValue, newValue}`. */
    changes: string;
    /** JSON object of whatever else was said. */
    extras: string;
    hash: string;
  };
  audit_chain: { id: number; chained_after: number; removed_through: number; removed_hash: string };
  sqlite_sequence: { name: string; seq: number };
}

const db = queryBuilder<AuditTables>();
const columns = ['id', 'time_ms', 'created_ms', 'user_name', 'type', 'activity', 'text', 'source', 'changes', 'extras', 'hash'] as const;

/** What of a record its hash is made of. */
export type HashedColumns = Omit<AuditRow, 'id' | 'hash'>;

/** The text of a record that is hashed after the hash before it. */
export function hashedText(row: HashedColumns): string {
  const { time_ms, created_ms, user_name, type, activity, text, source, changes, extras } = row;
  return JSON.stringify([time_ms, created_ms, user_name, type, activity, text, source, changes, extras]);
}

type InsertArguments = [number, number, string, string, string, string, string | null, string, string, string];

const insertRecord = fixedStatement(
  'audit records: insert',
  [1, 1, 'a', 'Alarm', 'Alarm updated', 'x', '1', '[]', '{}', '[]'] as InsertArguments,
  (timeMs, createdMs, userName, type, activity, text, source, changes, extras, hashed) => {
    const last = sql`(select hash from audit_records where id = (select max(id) from audit_records))`;
    const removed = sql`(select removed_hash from audit_chain where id = 1)`;
    return db
      .insertInto('audit_records')
      .values({
        time_ms: timeMs,
        created_ms: createdMs,
        user_name: userName,
        type,
        activity,
        text,
        source,
        changes,
        extras,
        hash: sql<string>`valvomo_sha256(coalesce(${last}, ${removed}) || ${hashed})`,
      })
      .returning(columns);
  },
);
export type AuditRow = NonNullable<ReturnType<typeof insertRecord>['row']>;

export interface AuditChange {
  attribute: string;
  previousValue: unknown;
  newValue: unknown;
}

export interface AuditRecord {
  timeMs: number;
  /** When it was written, where its time is not ours; else the same. */
  createdMs?: number;
  userName: string;
  /** What kind of thing changed, such as `Alarm`; `source` is its id. */
  type: string;
  /** What was done, such as `Alarm updated`. */
  activity: string;
  text: string;
  source: string | null;
  changes: readonly AuditChange[];
  /** Whatever else was said of it: severity, application, fragments. */
  extras?: Record<string, unknown>;
}

/** Append a record; gives its row. */
export function insertAuditRecord(record: AuditRecord) {
  const { timeMs, createdMs = timeMs, userName, type, activity, text, source } = record;
  const changes = JSON.stringify(record.changes);
  const extras = JSON.stringify(record.extras ?? {});
  const hashed = hashedText({ time_ms: timeMs, created_ms: createdMs, user_name: userName, type, activity, text, source, changes, extras });
  return insertRecord(timeMs, createdMs, userName, type, activity, text, source, changes, extras, hashed);
}

export const findAuditRecord = fixedStatement('audit records: one', [1] as [number], (id) =>
  db.selectFrom('audit_records').select(columns).where('id', '=', id),
);

export interface AuditFilter {
  type?: string | undefined;
  user?: string | undefined;
  source?: string | undefined;
  application?: string | undefined;
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

function matching({ type, user, source, application, fromMs, toMs }: AuditFilter) {
  let query = db.selectFrom('audit_records');
  if (source !== undefined) query = query.where('source', '=', source);
  if (type !== undefined) query = query.where('type', '=', type);
  if (user !== undefined) query = query.where('user_name', '=', user);
  if (application !== undefined) query = query.where(sql`extras ->> '$.application'`, '=', application);
  if (fromMs !== undefined) query = query.where('time_ms', '>=', fromMs);
  if (toMs !== undefined) query = query.where('time_ms', '<', toMs);
  return query;
}

const filters: AuditFilter[] = [{}, { fromMs: 1, toMs: 2 }, { user: 'anna' }, { type: 'Alarm', fromMs: 1 }, { user: 'anna', type: 'Alarm' }];

/** One page, newest first. */
const listByTime = statement(
  'audit records: list',
  filters.map((filter): [AuditFilter, number, number] => [filter, 5, 0]),
  (filter, limit, offset) => matching(filter).select(columns).orderBy('time_ms', 'desc').orderBy('id', 'desc').limit(limit).offset(offset),
);

/** Of one thing, newest first: its records are few and were written one after the other. */
const listOfSource = statement(
  'audit records: list of source',
  [[{ source: '1' }, 5, 0], [{ source: '1', type: 'Alarm', fromMs: 1 }, 5, 0]] as [AuditFilter, number, number][],
  (filter, limit, offset) => matching(filter).select(columns).orderBy('id', 'desc').limit(limit).offset(offset),
);

export function listAuditRecords(filter: AuditFilter, limit: number, offset: number) {
  return filter.source === undefined ? listByTime(filter, limit, offset) : listOfSource(filter, limit, offset);
}

export const countAuditRecords = statement(
  'audit records: count',
  [...filters, { source: '1' }].map((filter): [AuditFilter] => [filter]),
  (filter) => matching(filter).select((eb) => eb.fn.countAll<number>().as('total')),
);

// --- the chain

export const readChain = statement('audit chain: state', [[]], () =>
  db.selectFrom('audit_chain').select(['chained_after', 'removed_through', 'removed_hash']).where('id', '=', 1),
);

/** Number of the last record that was ever written. */
export const lastAuditNumber = statement('audit chain: last number', [[]], () =>
  db.selectFrom('sqlite_sequence').select('seq').where('name', '=', 'audit_records'),
);

/** Records in the order they were written. */
export const auditSlice = fixedStatement('audit chain: slice', [1, 500] as [number, number], (afterId, limit) =>
  db.selectFrom('audit_records').select(columns).where('id', '>', afterId).orderBy('id').limit(limit),
);

export const moveChainStart = fixedStatement('audit chain: move start', [1, ''] as [number, string], (throughId, hash) =>
  db.updateTable('audit_chain').set({ removed_through: throughId, removed_hash: hash }).where('id', '=', 1),
);

export const deleteRemoved = fixedStatement('audit chain: delete removed', [1] as [number], (throughId) =>
  db.deleteFrom('audit_records').where('id', '<=', throughId),
);
