import type { Migration } from '../migrate.ts';

/** Retention deletes by age over all sources; without this index it would walk the overflow table each time. */
export const tenantRetention: Migration = {
  number: 2,
  name: 'overflow by time, for retention',
  sql: `CREATE INDEX measurement_overflow_by_time ON measurement_overflow (time_ms);`,
};
