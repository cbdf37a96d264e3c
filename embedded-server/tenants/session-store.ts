/** SQL of sessions (platform.db). */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface SessionTables {
  sessions: {
    id_hash: Uint8Array;
    /** Where the session is, and where its person belongs. */
    tenant: string;
    home: string;
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
  [exampleHash, 'main', 'main', 'anna', 1, 1, 1, '127.0.0.1'] as [Uint8Array, string, string, string, number, number, number, string],
  (idHash, tenant, home, userName, createdMs, activeMs, steppedUpMs, address) =>
    db.insertInto('sessions').values({
      id_hash: idHash,
      tenant,
      home,
      user_name: userName,
      created_ms: createdMs,
      active_ms: activeMs,
      stepped_up_ms: steppedUpMs,
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

export const saveSessionTenant = fixedStatement(
  'platform sessions: tenant',
  ['main', exampleHash] as [string, Uint8Array],
  (tenant, idHash) => db.updateTable('sessions').set({ tenant }).where('id_hash', '=', idHash),
);

export const deleteSession = fixedStatement('platform sessions: delete', [exampleHash] as [Uint8Array], (idHash) =>
  db.deleteFrom('sessions').where('id_hash', '=', idHash),
);

export const deleteAllSessions = statement('platform sessions: delete all', [[]], () => db.deleteFrom('sessions'));
