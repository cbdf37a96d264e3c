/** SQL of jobs and of what they could not do. */
import { sql, type Generated } from 'kysely';

import type { JobState } from '#contract/jobs.ts';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

/** JSON stands in `parameters`, `title`, `counts`, `checkpoint` and `file`. */
export interface JobRow {
  id: number;
  kind: string;
  parameters: string;
  title: string;
  started_by: string;
  state: JobState;
  created_ms: number;
  begun_ms: number | null;
  ended_ms: number | null;
  done: number;
  total: number | null;
  counts: string;
  checkpoint: string | null;
  problems: number;
  failure: string | null;
  file: string | null;
  file_bytes: number;
  stalls: number;
  resumes: number;
  cancelled_by: string | null;
  undoes: number | null;
  undone_by: number | null;
}

interface JobTables {
  jobs: Omit<JobRow, 'id'> & { id: Generated<number> };
  job_problems: { job_id: number; number: number; problem: string };
}

const db = queryBuilder<JobTables>();
/** Written out, so that SQLite finds its partial indexes. */
const isUnended = sql<boolean>`ended_ms is null`;

export const findJob = fixedStatement('jobs: one', [1] as [number], (id) => db.selectFrom('jobs').selectAll().where('id', '=', id));

/** Waiting and running ones, in the order they were started. */
export const unendedJobs = statement('jobs: not ended', [[]], () =>
  db.selectFrom('jobs').selectAll().where(isUnended).where('state', 'in', ['running', 'waiting']).orderBy('state').orderBy('id'),
);

export const countUnended = statement('jobs: count of not ended', [[]], () =>
  db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(isUnended)
    .where('state', 'in', ['running', 'waiting']),
);

export const waitingJobs = fixedStatement('jobs: waiting', [10] as [number], (limit) =>
  db.selectFrom('jobs').select('id').where(isUnended).where('state', '=', 'waiting').orderBy('id').limit(limit),
);

/** Ended ones before `beforeId`, newest first: of these kinds, or started by this person. */
export const endedJobs = statement(
  'jobs: ended',
  [[100, ['a', 'b'], 'u', 50]] as [number, readonly string[], string, number][],
  (beforeId, kinds, userName, limit) =>
    db
      .selectFrom('jobs')
      .selectAll()
      .where('id', '<', beforeId)
      .where('ended_ms', 'is not', null)
      .where(sql<boolean>`(started_by = ${userName} or kind in (select value from json_each(${JSON.stringify(kinds)})))`)
      .orderBy('id', 'desc')
      .limit(limit),
);

const example: Omit<JobTables['jobs'], 'id'> = {
  kind: 'k', parameters: '{}', title: '{}', started_by: 'u', state: 'waiting', created_ms: 1, begun_ms: null, ended_ms: null,
  done: 0, total: null, counts: '{}', checkpoint: null, problems: 0, failure: null, file: null, file_bytes: 0,
  stalls: 0, resumes: 0, cancelled_by: null, undoes: null, undone_by: null,
};

export type NewJob = Pick<JobRow, 'kind' | 'parameters' | 'title' | 'started_by' | 'created_ms' | 'undoes'>;

export const insertJob = statement('jobs: insert', [[example]] as [NewJob][], (job) =>
  db.insertInto('jobs').values({ ...example, ...job }).returning('id'),
);

/** What of a job changes while it goes its way. */
export type JobChange = Partial<Omit<JobRow, 'id' | 'kind' | 'parameters' | 'title' | 'started_by' | 'created_ms' | 'undoes'>>;

export const updateJob = statement('jobs: update', [[1, { state: 'done', ended_ms: 1 }]] as [number, JobChange][], (id, change) =>
  db.updateTable('jobs').set(change).where('id', '=', id),
);

/** Jobs a stop of the core interrupted wait for their turn again. */
export const requeueRunning = statement('jobs: requeue', [[]], () =>
  db
    .updateTable('jobs')
    .set({ state: 'waiting', stalls: sql<number>`stalls + 1`, resumes: sql<number>`resumes + 1` })
    .where(isUnended)
    .where('state', '=', 'running'),
);

export const insertProblem = fixedStatement(
  'jobs: add a problem',
  [1, 1, '{}'] as [number, number, string],
  (jobId, number, problem) => db.insertInto('job_problems').values({ job_id: jobId, number, problem }),
);

export const problemsAfter = fixedStatement(
  'jobs: problems',
  [1, 0, 200] as [number, number, number],
  (jobId, after, limit) =>
    db.selectFrom('job_problems').select(['number', 'problem']).where('job_id', '=', jobId).where('number', '>', after).orderBy('number').limit(limit),
);

/** Deletes some of the jobs that ended before a moment. */
export const deleteOldJobs = fixedStatement('jobs: delete old', [1, 20] as [number, number], (beforeMs, limit) =>
  db
    .deleteFrom('jobs')
    .where('id', 'in', (eb) => eb.selectFrom('jobs').select('id').where('ended_ms', 'is not', null).where('ended_ms', '<', beforeMs).limit(limit))
    .returning('id'),
);
