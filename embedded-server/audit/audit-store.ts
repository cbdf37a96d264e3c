/** SQL of audit records: who changed what, when. Nothing here changes or deletes one. */
import type { Generated } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';

interface AuditTables {
  audit_records: {
    id: Generated<number>;
    time_ms: number;
    user_name: string;
    type: string;
    activity: string;
    text: string;
    source: string | null;
    /** JSON list of `{attribute, previousValue, newValue}`. */
    changes: string;
  };
}

const db = queryBuilder<AuditTables>();

const insertRecord = fixedStatement(
  'audit records: insert',
  [1, 'a', 'Alarm', 'Alarm updated', 'x', '1', '[]'] as [number, string, string, string, string, string | null, string],
  (timeMs, userName, type, activity, text, source, changes) =>
    db.insertInto('audit_records').values({ time_ms: timeMs, user_name: userName, type, activity, text, source, changes }),
);

export interface AuditRecord {
  timeMs: number;
  userName: string;
  /** What kind of thing changed, such as `Alarm`; `source` is its id. */
  type: string;
  /** What was done, such as `Alarm updated`. */
  activity: string;
  text: string;
  source: string | null;
  changes: readonly { attribute: string; previousValue: unknown; newValue: unknown }[];
}

export function insertAuditRecord(record: AuditRecord) {
  const { timeMs, userName, type, activity, text, source, changes } = record;
  return insertRecord(timeMs, userName, type, activity, text, source, JSON.stringify(changes));
}
