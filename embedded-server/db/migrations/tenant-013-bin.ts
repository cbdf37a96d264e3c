import type { Migration } from '../migrate.ts';

/** Devices and groups somebody deleted: out of sight at once, erased after a while. Times are ms UTC. */
export const tenantBin: Migration = {
  number: 13,
  name: 'bin of devices and groups',
  sql: `
-- A binned object is neither device nor group, so that no index or count knows it; what it was stands in kept (JSON).
ALTER TABLE managed_objects ADD COLUMN binned_ms INTEGER;
CREATE TABLE binned_objects (
  managed_object_id INTEGER PRIMARY KEY REFERENCES managed_objects(id) ON DELETE CASCADE,
  binned_ms INTEGER NOT NULL,
  binned_by TEXT NOT NULL,
  kept TEXT NOT NULL
) STRICT;
CREATE INDEX binned_objects_by_age ON binned_objects (binned_ms, managed_object_id);
`,
};
