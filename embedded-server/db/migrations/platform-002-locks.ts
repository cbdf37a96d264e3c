import type { Migration } from '../migrate.ts';

/** What is left of a session that was locked: enough to show the lock picture and to ask for the password. Times are ms UTC. */
export const platformLocks: Migration = {
  number: 2,
  name: 'locks',
  sql: `
-- The hash is that of the ended session's id, which the browser still holds: it opens nothing but the lock picture.
CREATE TABLE session_locks (
  id_hash BLOB PRIMARY KEY,
  tenant TEXT NOT NULL REFERENCES tenants(id) ON DELETE CASCADE,
  user_name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  locked_ms INTEGER NOT NULL,
  asked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_locks_by_tenant ON session_locks (tenant);
`,
};
