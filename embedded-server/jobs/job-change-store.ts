/** SQL of what jobs did to objects. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';

export type JobDeed = 'changed' | 'created' | 'deleted';

export interface JobChangeRow {
  job_id: number;
  number: number;
  deed: JobDeed;
  object_id: number;
  /** JSON of the facts a change was about. */
  before: string | null;
  after: string | null;
}

const db = queryBuilder<{ job_changes: JobChangeRow }>();

/** Numbered in the order it was done. */
export const noteJobChange = fixedStatement(
  'job changes: note',
  [1, 1, 'changed', 1, null, null] as [number, number, JobDeed, number, string | null, string | null],
  (jobId, sameJobId, deed, objectId, before, after) =>
    db.insertInto('job_changes').values({
      job_id: jobId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from job_changes where job_id = ${sameJobId})`,
      deed,
      object_id: objectId,
      before,
      after,
    }),
);

/** The last ones before a number, the newest first. */
export const jobChangesBefore = fixedStatement('job changes: before', [1, 9, 20] as [number, number, number], (jobId, before, limit) =>
  db.selectFrom('job_changes').selectAll().where('job_id', '=', jobId).where('number', '<', before).orderBy('number', 'desc').limit(limit),
);

export const countJobChanges = fixedStatement('job changes: count', [1] as [number], (jobId) =>
  db.selectFrom('job_changes').select((eb) => eb.fn.countAll<number>().as('total')).where('job_id', '=', jobId),
);
