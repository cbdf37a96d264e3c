import type { Migration } from '../migrate.ts';

/** What jobs did to devices and groups, so that a whole job can be taken back. */
export const tenantJobChanges: Migration = {
  number: 15,
  name: 'changes of jobs',
  sql: `
-- deed: 'changed', 'created' or 'deleted'. before, after: JSON of the facts a change was about.
CREATE TABLE job_changes (
  job_id INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  deed TEXT NOT NULL,
  object_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (job_id, number)
) STRICT, WITHOUT ROWID;
`,
};
