import type { Migration } from '../migrate.ts';

/** Units that were exchanged while the device with its history stayed. Times are ms UTC. */
export const tenantReplacements: Migration = {
  number: 17,
  name: 'replacements',
  sql: `
-- replaced_by_id: the object the new unit had of its own; null when it got the device's own from the beginning.
-- stage: 'moving' while its measurements are taken along, 'done', 'undone'. undo: JSON of what takes it back.
CREATE TABLE replacements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  replaced_by_id INTEGER,
  at_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  stage TEXT NOT NULL,
  undo TEXT NOT NULL
) STRICT;
CREATE INDEX replacements_by_object ON replacements (managed_object_id, id);
CREATE INDEX replacements_by_unit ON replacements (replaced_by_id) WHERE replaced_by_id IS NOT NULL;

-- Ids, on the device, of the measurements that came along.
CREATE TABLE replacement_measurements (
  replacement_id INTEGER NOT NULL REFERENCES replacements(id) ON DELETE CASCADE,
  measurement_id TEXT NOT NULL,
  PRIMARY KEY (replacement_id, measurement_id)
) STRICT, WITHOUT ROWID;
`,
};
