import type { Migration } from '../migrate.ts';

/** Suspended tenants; sessions that are in another tenant than their person's. */
export const platformSites: Migration = {
  number: 3,
  name: 'suspended tenants and visits',
  sql: `
ALTER TABLE tenants ADD COLUMN suspended_ms INTEGER;
ALTER TABLE sessions ADD COLUMN home TEXT NOT NULL DEFAULT 'main';
UPDATE sessions SET home = tenant;
`,
};
