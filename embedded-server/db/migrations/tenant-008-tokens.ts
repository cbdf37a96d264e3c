import type { Migration } from '../migrate.ts';

/** Tokens of applications; the chain of audit records. Times are ms UTC. */
export const tenantTokens: Migration = {
  number: 8,
  name: 'tokens, chained audit records',
  sql: `
-- secret_hash is the SHA-256 of a server-made secret of 256 bits. permissions and object_ids are JSON lists;
-- object_ids is null for the whole site. Revoked ones stay: their names stand in the audit.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE,
  secret_hash BLOB NOT NULL UNIQUE,
  permissions TEXT NOT NULL,
  object_ids TEXT,
  rate_per_second REAL,
  created_ms INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_ms INTEGER,
  revoked_ms INTEGER,
  used_ms INTEGER,
  used_address TEXT
) STRICT;
CREATE UNIQUE INDEX tokens_by_name ON tokens (name) WHERE revoked_ms IS NULL;

-- extras: JSON object of what else a client wrote (severity, application, fragments).
-- hash: SHA-256 of the record before, and of this one; '' for those older than the chain.
ALTER TABLE audit_records ADD COLUMN extras TEXT NOT NULL DEFAULT '{}';
ALTER TABLE audit_records ADD COLUMN created_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE audit_records ADD COLUMN hash TEXT NOT NULL DEFAULT '';
UPDATE audit_records SET created_ms = time_ms;
CREATE INDEX audit_records_by_user ON audit_records (user_name, time_ms, id);
CREATE INDEX audit_records_by_type ON audit_records (type, time_ms, id);

-- One row. chained_after: id of the last record older than the chain. removed_through, removed_hash: the newest
-- record that age has taken, from whose hash the rest goes on.
CREATE TABLE audit_chain (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  chained_after INTEGER NOT NULL,
  removed_through INTEGER NOT NULL DEFAULT 0,
  removed_hash TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO audit_chain (id, chained_after) SELECT 1, coalesce(max(id), 0) FROM audit_records;

-- Nothing changes a record, and only the oldest go, all of them up to one.
CREATE TRIGGER audit_records_stay BEFORE UPDATE ON audit_records BEGIN
  SELECT RAISE(ABORT, 'audit records are never changed');
END;
CREATE TRIGGER audit_records_go_by_age BEFORE DELETE ON audit_records
WHEN old.id > (SELECT removed_through FROM audit_chain) BEGIN
  SELECT RAISE(ABORT, 'audit records go by age alone');
END;
`,
};
