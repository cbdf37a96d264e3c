import type { Migration } from '../migrate.ts';

/** Tenant directory, platform administrators, sessions, and settings of the installation. Times are ms UTC. */
export const platformFirst: Migration = {
  number: 1,
  name: 'first platform tables',
  sql: `
CREATE TABLE tenants (
  id TEXT PRIMARY KEY,
  created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE platform_administrators (
  tenant TEXT NOT NULL REFERENCES tenants(id) ON DELETE CASCADE,
  user_name TEXT NOT NULL,
  PRIMARY KEY (tenant, user_name)
) STRICT, WITHOUT ROWID;

-- Only the SHA-256 of a session's id is kept: a stolen file opens no session.
CREATE TABLE sessions (
  id_hash BLOB PRIMARY KEY,
  tenant TEXT NOT NULL REFERENCES tenants(id) ON DELETE CASCADE,
  user_name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  active_ms INTEGER NOT NULL,
  stepped_up_ms INTEGER NOT NULL,
  address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (tenant, user_name, created_ms);
CREATE INDEX sessions_by_age ON sessions (created_ms);

-- Values are JSON.
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
};
