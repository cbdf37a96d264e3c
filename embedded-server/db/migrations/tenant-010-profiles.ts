import type { Migration } from '../migrate.ts';

/** What clients of the device listener keep about people and about the site, and how long data are kept. */
export const tenantProfiles: Migration = {
  number: 10,
  name: 'profiles of people, tenant options, retention rules',
  sql: `
-- profile: JSON of names and addresses, and of whatever a client keeps with them.
CREATE TABLE user_profiles (
  user_name TEXT PRIMARY KEY COLLATE NOCASE REFERENCES users(user_name) ON DELETE CASCADE,
  profile TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE options (
  category TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (category, key)
) STRICT, WITHOUT ROWID;

-- data_type: MEASUREMENT, EVENT, ALARM, OPERATION, BULK_OPERATION, AUDIT or *. '*' stands for any everywhere.
CREATE TABLE retention_rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  data_type TEXT NOT NULL,
  fragment_type TEXT NOT NULL,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  maximum_age INTEGER NOT NULL,
  UNIQUE (data_type, fragment_type, type, source)
) STRICT;

-- What the device's own object will be put into and called, once it has created it.
ALTER TABLE device_requests ADD COLUMN type TEXT;
ALTER TABLE device_requests ADD COLUMN group_id INTEGER;
`,
};
