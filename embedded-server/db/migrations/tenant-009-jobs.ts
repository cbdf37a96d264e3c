import type { Migration } from '../migrate.ts';

/** Long work that survives a restart. Times are ms UTC. */
export const tenantJobs: Migration = {
  number: 9,
  name: 'jobs',
  sql: `
-- parameters, title, counts, checkpoint and file are JSON. checkpoint: where the last committed step left off, null
-- before the first. file_bytes: how much of the file under way belongs to it. stalls: stops of the core since the last
-- committed step. undoes, undone_by: the job that is taken back, the job that takes it back.
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  parameters TEXT NOT NULL,
  title TEXT NOT NULL,
  started_by TEXT NOT NULL,
  state TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  begun_ms INTEGER,
  ended_ms INTEGER,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  counts TEXT NOT NULL DEFAULT '{}',
  checkpoint TEXT,
  problems INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  file TEXT,
  file_bytes INTEGER NOT NULL DEFAULT 0,
  stalls INTEGER NOT NULL DEFAULT 0,
  resumes INTEGER NOT NULL DEFAULT 0,
  cancelled_by TEXT,
  undoes INTEGER,
  undone_by INTEGER
) STRICT;
CREATE INDEX jobs_unended ON jobs (state, id) WHERE ended_ms IS NULL;
CREATE INDEX jobs_ended ON jobs (ended_ms) WHERE ended_ms IS NOT NULL;

CREATE TABLE job_problems (
  job_id INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  problem TEXT NOT NULL,
  PRIMARY KEY (job_id, number)
) STRICT, WITHOUT ROWID;
`,
};
