import type { Migration } from '../migrate.ts';

/** Timed maintenance of devices and groups. Times are ms UTC; `ended_ms` is null while it lasts. */
export const tenantMaintenance: Migration = {
  number: 7,
  name: 'maintenance',
  sql: `
CREATE TABLE maintenances (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  began_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL,
  reason TEXT NOT NULL,
  begun_by TEXT NOT NULL,
  ended_ms INTEGER,
  ended_by TEXT
) STRICT;
CREATE UNIQUE INDEX maintenances_open ON maintenances (managed_object_id) WHERE ended_ms IS NULL;
CREATE INDEX maintenances_by_object ON maintenances (managed_object_id, id);
`,
};
