/** SQL of locks (platform.db). */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface LockTables {
  session_locks: {
    id_hash: Uint8Array;
    tenant: string;
    user_name: string;
    /** When the ended session had begun. */
    created_ms: number;
    locked_ms: number;
    asked: number;
  };
}

const db = queryBuilder<LockTables>();
const exampleHash = new Uint8Array(32);

export const allLocks = statement('platform locks: all', [[]], () => db.selectFrom('session_locks').selectAll());

export const insertLock = fixedStatement(
  'platform locks: insert',
  [exampleHash, 'main', 'anna', 1, 2, 0] as [Uint8Array, string, string, number, number, number],
  (idHash, tenant, userName, createdMs, lockedMs, asked) =>
    db
      .insertInto('session_locks')
      .values({ id_hash: idHash, tenant, user_name: userName, created_ms: createdMs, locked_ms: lockedMs, asked })
      .onConflict((conflict) => conflict.column('id_hash').doNothing()),
);

export const deleteLock = fixedStatement('platform locks: delete', [exampleHash] as [Uint8Array], (idHash) =>
  db.deleteFrom('session_locks').where('id_hash', '=', idHash),
);

export const deleteAllLocks = statement('platform locks: delete all', [[]], () => db.deleteFrom('session_locks'));
