import type { Migration } from '../migrate.ts';

/** Commands to devices. Times are ms UTC. */
export const tenantOperations: Migration = {
  number: 4,
  name: 'operations',
  sql: `
-- sent_ms: when the device first got it. expires_ms: to be taken by then, or never any more.
-- expired: it failed because nobody took it in time. fragments: JSON object, the command and its results.
CREATE TABLE operations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  bulk_operation_id INTEGER,
  status TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  sent_ms INTEGER,
  expires_ms INTEGER,
  expired INTEGER NOT NULL DEFAULT 0,
  description TEXT,
  failure_reason TEXT,
  fragments TEXT NOT NULL
) STRICT;
CREATE INDEX operations_by_device ON operations (managed_object_id, id);
CREATE INDEX operations_by_device_status ON operations (managed_object_id, status, id);
CREATE INDEX operations_by_device_creation ON operations (managed_object_id, created_ms, id);
CREATE INDEX operations_by_status ON operations (status, id);
CREATE INDEX operations_by_creation ON operations (created_ms, id);
CREATE INDEX operations_by_bulk ON operations (bulk_operation_id, status, id) WHERE bulk_operation_id IS NOT NULL;
CREATE INDEX operations_expiring ON operations (expires_ms) WHERE status = 'PENDING' AND expires_ms IS NOT NULL;
`,
};
