import type { Migration } from '../migrate.ts';

/** Everything of a tenant. Times are ms UTC; JSON stands in TEXT columns; flags are 0 or 1. */
export const tenantFirst: Migration = {
  number: 1,
  name: 'first tenant tables',
  sql: `
-- Settings of the site (name, time zone, pinned series). Values are JSON.
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  user_name TEXT PRIMARY KEY COLLATE NOCASE,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL,
  active_ms INTEGER
) STRICT, WITHOUT ROWID;

-- name and type are also top-level properties on the wire; fragments holds all the rest.
-- AUTOINCREMENT: an id, once seen by a device, is never given to another object.
CREATE TABLE managed_objects (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  type TEXT,
  owner TEXT NOT NULL,
  is_device INTEGER NOT NULL,
  is_group INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  fragments TEXT NOT NULL
) STRICT;
CREATE INDEX managed_objects_devices ON managed_objects (coalesce(name, '') COLLATE NOCASE, id) WHERE is_device = 1;
CREATE INDEX managed_objects_groups ON managed_objects (coalesce(name, '') COLLATE NOCASE, id) WHERE is_group = 1;
CREATE INDEX managed_objects_by_type ON managed_objects (type, id);
CREATE INDEX managed_objects_by_owner ON managed_objects (owner, id);

-- Names of the fragments an object has, for fragmentType filters.
CREATE TABLE managed_object_fragments (
  fragment TEXT NOT NULL,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  PRIMARY KEY (fragment, managed_object_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX managed_object_fragments_by_object ON managed_object_fragments (managed_object_id);

-- kind: 'device', 'asset' or 'addition'. A device's group is its asset parent.
CREATE TABLE managed_object_children (
  parent_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  child_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  PRIMARY KEY (parent_id, kind, child_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX managed_object_children_by_child ON managed_object_children (child_id, kind, parent_id);

CREATE TABLE external_ids (
  type TEXT NOT NULL,
  external_id TEXT NOT NULL,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  PRIMARY KEY (type, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_ids_by_object ON external_ids (managed_object_id);

-- secret_hash is the SHA-256 of a server-made secret of at least 128 bits.
-- managed_object_id is null until a registered device has created its object.
CREATE TABLE device_credentials (
  user_name TEXT PRIMARY KEY,
  secret_hash BLOB NOT NULL,
  managed_object_id INTEGER REFERENCES managed_objects(id) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL,
  used_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_credentials_by_object ON device_credentials (managed_object_id);

-- Announced devices on their way to a credential.
CREATE TABLE device_requests (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  owner TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  address TEXT,
  security_token TEXT
) STRICT, WITHOUT ROWID;

-- arrival_ms: when anything last came from it; interval_ms: usual time between arrivals, learned.
CREATE TABLE contacts (
  managed_object_id INTEGER PRIMARY KEY REFERENCES managed_objects(id) ON DELETE CASCADE,
  arrival_ms INTEGER NOT NULL,
  interval_ms REAL
) STRICT;

-- The 17-bit device ordinal of measurement ids. Never reused.
CREATE TABLE measurement_sources (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  fragment TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT,
  UNIQUE (managed_object_id, fragment, name)
) STRICT;
CREATE INDEX series_by_name ON series (fragment, name);

-- What measurements have in common: type and the list of [fragment, series, unit].
CREATE TABLE measurement_shapes (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  columns TEXT NOT NULL,
  UNIQUE (type, columns)
) STRICT;

-- samples: one little-endian double a column of the shape. extras: JSON of whatever is not a plain sample.
CREATE TABLE measurements (
  source INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  shape INTEGER NOT NULL,
  samples BLOB NOT NULL,
  extras TEXT,
  PRIMARY KEY (source, time_ms, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX measurements_by_time ON measurements (time_ms, source, ordinal);

-- Ids of the 17th and later measurements of one device at one millisecond.
CREATE TABLE measurement_overflow (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  UNIQUE (source, time_ms, ordinal)
) STRICT;

-- Answers to requests that carried an Idempotency-Key, kept 24 h.
CREATE TABLE idempotency_keys (
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_ms);

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  fragments TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_time ON events (time_ms, id);
CREATE INDEX events_by_source ON events (managed_object_id, time_ms, id);
CREATE INDEX events_by_type ON events (type, time_ms, id);
CREATE INDEX events_by_creation ON events (created_ms, id);
CREATE INDEX events_by_update ON events (updated_ms, id);

-- severity: 1 critical … 4 warning. superseded: the same condition was raised again since.
-- shelved_until_ms, shelved_reason, shelved_by go together. suppressed: 'maintenance' or 'parent'.
CREATE TABLE alarms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  severity INTEGER NOT NULL,
  active INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  superseded INTEGER NOT NULL DEFAULT 0,
  shelved_until_ms INTEGER,
  shelved_reason TEXT,
  shelved_by TEXT,
  suppressed TEXT,
  out_of_service INTEGER NOT NULL DEFAULT 0,
  first_ms INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  count INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  acknowledged_by TEXT,
  acknowledged_ms INTEGER,
  late INTEGER NOT NULL DEFAULT 0,
  help TEXT NOT NULL DEFAULT '',
  cause TEXT,
  notes TEXT NOT NULL DEFAULT '[]',
  fragments TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE UNIQUE INDEX alarms_active ON alarms (managed_object_id, type) WHERE active = 1;
CREATE INDEX alarms_open ON alarms (severity, first_ms DESC, id DESC)
  WHERE active = 1 OR (acknowledged = 0 AND superseded = 0);
CREATE INDEX alarms_open_by_source ON alarms (managed_object_id, severity)
  WHERE active = 1 OR (acknowledged = 0 AND superseded = 0);
CREATE INDEX alarms_by_beginning ON alarms (first_ms, id);
CREATE INDEX alarms_by_time ON alarms (time_ms, id);
CREATE INDEX alarms_by_source ON alarms (managed_object_id, time_ms, id);
CREATE INDEX alarms_by_condition ON alarms (managed_object_id, type, id);
CREATE INDEX alarms_by_type ON alarms (type, time_ms, id);
CREATE INDEX alarms_by_creation ON alarms (created_ms, id);
CREATE INDEX alarms_by_update ON alarms (updated_ms, id);

-- Deleted rules stay, so that ids are not given again and versions can be shown. definition: JSON RuleDraft.
CREATE TABLE rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  changed_ms INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE rule_versions (
  rule_id INTEGER NOT NULL REFERENCES rules(id),
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  changed_ms INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (rule_id, version)
) STRICT, WITHOUT ROWID;

-- Where a rule stands for a series (or, for silence, a device): only while it is not at rest. state: JSON.
CREATE TABLE rule_states (
  rule_id INTEGER NOT NULL,
  target_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (rule_id, target_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time_ms INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  type TEXT NOT NULL,
  activity TEXT NOT NULL,
  text TEXT NOT NULL,
  source TEXT,
  changes TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX audit_records_by_time ON audit_records (time_ms, id);
CREATE INDEX audit_records_by_source ON audit_records (source, id);
`,
};
