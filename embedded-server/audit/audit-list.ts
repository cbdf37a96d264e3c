/** Reading the audit log a page at a time, newest first. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';

import { queryBuilder, statement } from '../db/statement.ts';

interface AuditTables {
  audit_records: {
    id: number;
    time_ms: number;
    user_name: string;
    type: string;
    activity: string;
    text: string;
    source: string | null;
    changes: string;
  };
}

export interface AuditFilter {
  userName?: string | undefined;
  type?: string | undefined;
  /** Words in the text. */
  search?: string | undefined;
  fromMs: number;
  toMs: number;
  /** The last record seen. */
  before: { timeMs: number; id: number };
}

const db = queryBuilder<AuditTables>();
const everything: AuditFilter = { fromMs: 0, toMs: 9e15, before: { timeMs: 9e15, id: 0 } };

function likePattern(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

type Builder = ExpressionBuilder<AuditTables, 'audit_records'>;

function conditions(eb: Builder, { userName, type, search, fromMs, toMs, before }: AuditFilter): Expression<SqlBool>[] {
  return [
    eb('time_ms', '>=', fromMs),
    eb('time_ms', '<=', Math.min(toMs, before.timeMs)),
    eb.or([eb('time_ms', '<', before.timeMs), eb('id', '<', before.id)]),
    ...(userName === undefined ? [] : [eb('user_name', '=', userName)]),
    ...(type === undefined ? [] : [eb('type', '=', type)]),
    ...(search === undefined ? [] : [eb('text', 'like', likePattern(search))]),
  ];
}

/** Records of a time, newest first. */
export const auditPage = statement(
  'audit records: page',
  [
    [everything, 100],
    [{ ...everything, userName: 'anna', type: 'Alarm', search: 'door' }, 100],
  ] as [AuditFilter, number][],
  (filter, limit) =>
    db
      .selectFrom('audit_records')
      .selectAll()
      .where((eb) => eb.and(conditions(eb, filter)))
      .orderBy('time_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
);

/** Who and what is in the newest records. */
export const auditChoices = statement('audit records: choices', [[]], () =>
  db
    .selectFrom(db.selectFrom('audit_records').select(['user_name', 'type']).orderBy('id', 'desc').limit(10_000).as('newest'))
    .select(['user_name', 'type'])
    .distinct(),
);
