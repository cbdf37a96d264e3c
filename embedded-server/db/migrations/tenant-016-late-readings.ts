import type { Migration } from '../migrate.ts';

/** How many measurements of a device arrived over an hour late, by day of arrival (days since 1970 UTC). */
export const tenantLateReadings: Migration = {
  number: 16,
  name: 'late readings',
  sql: `
CREATE TABLE late_readings (
  managed_object_id INTEGER NOT NULL REFERENCES managed_objects(id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  total INTEGER NOT NULL,
  -- The newest of them: when it was taken and when it arrived, ms UTC.
  taken_ms INTEGER NOT NULL,
  arrived_ms INTEGER NOT NULL,
  PRIMARY KEY (managed_object_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX late_readings_by_day ON late_readings (day);
`,
};
