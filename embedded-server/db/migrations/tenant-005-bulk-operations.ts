import type { Migration } from '../migrate.ts';

/** One command for a whole group, spread over time. Times are ms UTC. */
export const tenantBulkOperations: Migration = {
  number: 5,
  name: 'bulk operations',
  sql: `
-- stage: 'scheduled', 'creating', 'created' or 'canceled'. One of group_id and failed_parent_id is set; what
-- they name may be gone meanwhile. prototype: JSON of the command. next_ms: when there is something to do next.
CREATE TABLE bulk_operations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER,
  failed_parent_id INTEGER,
  stage TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  ramp_ms INTEGER NOT NULL,
  next_ms INTEGER,
  prototype TEXT NOT NULL,
  note TEXT,
  created_by TEXT NOT NULL
) STRICT;
CREATE INDEX bulk_operations_due ON bulk_operations (next_ms) WHERE next_ms IS NOT NULL;

-- Devices that still wait for their operation, in the order they get it.
CREATE TABLE bulk_operation_devices (
  bulk_operation_id INTEGER NOT NULL REFERENCES bulk_operations(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  PRIMARY KEY (bulk_operation_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_operation_devices_by_device ON bulk_operation_devices (managed_object_id);
`,
};
