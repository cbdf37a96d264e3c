/** SQL of sessions (platform.db). */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface SessionTables {
  sessions: {
    id_hash: Uint8Array;
    tenant: string;
    user_name: string;
    created_ms: number;
    active_ms: number;
    stepped_up_ms: number;
    address: string;
  };
}

const db = queryBuilder<SessionTables>();
const exampleHash = new Uint8Array(32);

export const allSessions = statement('platform sessions: all', [[]], () => db.selectFrom('sessions').selectAll());

export const insertSession = fixedStatement(
  'platform sessions: insert',
  [exampleHash, 'main', 'anna', 1, '127.0.0.1'] as [Uint8Array, string, string, number, string],
  (idHash, tenant, userName, nowMs, address) =>
    db.insertInto('sessions').values({
      id_hash: idHash,
      tenant,
      user_name: userName,
      created_ms: nowMs,
      active_ms: nowMs,
      stepped_up_ms: nowMs,
      address,
    }),
);

export const saveActivity = fixedStatement(
  'platform sessions: activity',
  [1, exampleHash] as [number, Uint8Array],
  (nowMs, idHash) => db.updateTable('sessions').set({ active_ms: nowMs }).where('id_hash', '=', idHash),
);

export const saveStepUp = fixedStatement(
  'platform sessions: step up',
  [1, exampleHash] as [number, Uint8Array],
  (nowMs, idHash) => db.updateTable('sessions').set({ stepped_up_ms: nowMs }).where('id_hash', '=', idHash),
);

export const deleteSession = fixedStatement('platform sessions: delete', [exampleHash] as [Uint8Array], (idHash) =>
  db.deleteFrom('sessions').where('id_hash', '=', idHash),
);

export const deleteAllSessions = statement('platform sessions: delete all', [[]], () => db.deleteFrom('sessions'));
