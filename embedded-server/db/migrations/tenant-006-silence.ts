import type { Migration } from '../migrate.ts';

/** What the usual interval of a device is learned from; see contacts/contact.ts. Times are ms UTC. */
export const tenantSilence: Migration = {
  number: 6,
  name: 'gaps between visits',
  sql: `
ALTER TABLE contacts ADD COLUMN visit_ms INTEGER;
ALTER TABLE contacts ADD COLUMN reading_ms INTEGER;
ALTER TABLE contacts ADD COLUMN since_ms INTEGER;
-- JSON list of ms, oldest first.
ALTER TABLE contacts ADD COLUMN gaps TEXT NOT NULL DEFAULT '[]';
`,
};
