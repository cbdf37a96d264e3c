import type { Migration } from '../migrate.ts';

/** Unattended displays; which version a rule was put back from. Times are ms UTC. */
export const tenantDisplays: Migration = {
  number: 14,
  name: 'displays, and rules put back',
  sql: `
-- Of token and session only the SHA-256 is kept. A number is given once: an old link opens no new display.
CREATE TABLE displays (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  rotate_seconds INTEGER NOT NULL,
  theme TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  session_hash BLOB,
  bound_address TEXT,
  created_ms INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  seen_ms INTEGER
) STRICT;

ALTER TABLE rule_versions ADD COLUMN restored_from INTEGER;
`,
};
