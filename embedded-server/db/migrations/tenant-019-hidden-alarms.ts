import type { Migration } from '../migrate.ts';

/** How many alarms the wire may see is how many there are, without those that maintenance hides: both are counted without reading alarms. */
export const tenantHiddenAlarms: Migration = {
  number: 19,
  name: 'alarms hidden by maintenance',
  sql: `CREATE INDEX alarms_in_maintenance ON alarms (active, id) WHERE suppressed = 'maintenance';`,
};
