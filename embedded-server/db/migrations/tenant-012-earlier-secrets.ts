import type { Migration } from '../migrate.ts';

/** So that a refused secret can be told apart: the one the device had before, or another device's. */
export const tenantEarlierSecrets: Migration = {
  number: 12,
  name: 'earlier secrets of devices',
  sql: `
ALTER TABLE device_credentials ADD COLUMN previous_hash BLOB;
CREATE INDEX device_credentials_by_secret ON device_credentials (secret_hash);
`,
};
