import type { Migration } from '../migrate.ts';

/** Files of managed objects and events. The bytes are in `binaries/<sha256>`, each file once. */
export const tenantBinaries: Migration = {
  number: 11,
  name: 'binaries',
  sql: `
CREATE TABLE binaries (
  id INTEGER PRIMARY KEY,
  managed_object_id INTEGER UNIQUE REFERENCES managed_objects(id) ON DELETE CASCADE,
  event_id INTEGER UNIQUE REFERENCES events(id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  length INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  name TEXT NOT NULL,
  CHECK ((managed_object_id IS NULL) <> (event_id IS NULL))
) STRICT;
CREATE INDEX binaries_by_file ON binaries (sha256);
`,
};
