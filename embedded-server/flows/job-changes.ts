/** Starting, cancelling and taking back jobs. What is a generator here is a unit, to run inside a write. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { JobWords } from '#contract/jobs.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { countUnended, findJob, insertJob, updateJob, type JobRow } from '../jobs/job-store.ts';
import type { JobKind } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Jobs that may wait and run at a time. */
const mostUnended = 50;

/** Tell the console, once it is on disk, that a job began, ended or waits. */
export function publishJobs(tenant: OpenTenant): void {
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'jobs' }));
}

function* tell(tenant: OpenTenant, by: string, activity: AuditActivity, id: number, kind: string): Unit<void> {
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Job', activity, text: `${activity}: ${kind}`, changes: [] };
  yield* run(insertAuditRecord({ ...record, source: String(id) }));
  publishJobs(tenant);
}

/**
 * Store a job as part of a unit; it begins after the commit.
 * @returns its id.
 * @throws ExpectedError 'too-many-requests' when too many wait.
 */
export function* enqueueJob<Parameters>(
  tenant: OpenTenant,
  kind: JobKind<Parameters>,
  parameters: Parameters,
  by: string,
  undoes: { id: number; title: JobWords } | null = null,
): Unit<number> {
  const unended = (yield* first(countUnended()))?.total ?? 0;
  if (unended >= mostUnended) throw new ExpectedError('too-many-requests', `${mostUnended} jobs wait already`, { retryAfterSeconds: 60 });
  const title = JSON.stringify(undoes?.title ?? kind.titleOf(parameters));
  const job = { kind: kind.name, parameters: JSON.stringify(parameters), title, started_by: by, created_ms: tenant.clock.now(), undoes: undoes?.id ?? null };
  const inserted = yield* first(insertJob(job));
  if (!inserted) throw new Error('an inserted job gave no id');
  yield* tell(tenant, by, 'Job started', inserted.id, kind.name);
  tenant.database.afterCommit.add(() => tenant.jobs.wake());
  return inserted.id;
}

/** Start a job. @returns its id. @throws as {@link enqueueJob}. */
export function startJob<Parameters>(tenant: OpenTenant, kind: JobKind<Parameters>, parameters: Parameters, by: string): Promise<number> {
  return tenant.database.write(() => enqueueJob(tenant, kind, parameters, by));
}

/** A job as the running unit sees it. @throws ExpectedError 'not-found'. */
function* requireJob(id: number): Unit<JobRow> {
  const row = yield* first(findJob(id));
  if (!row) throw new ExpectedError('not-found', 'There is no such job');
  return row;
}

/** End a job between two steps. @throws ExpectedError 'not-found', 'conflict' when it has ended. */
export async function cancelJob(tenant: OpenTenant, id: number, by: string): Promise<void> {
  await tenant.database.write(function* () {
    const row = yield* requireJob(id);
    if (row.ended_ms !== null) throw new ExpectedError('conflict', 'The job has ended already');
    const ends = row.state === 'waiting';
    yield* run(updateJob(id, { cancelled_by: by, ...(ends && { state: 'cancelled', ended_ms: tenant.clock.now() }) }));
    if (ends && row.undoes !== null) yield* run(updateJob(row.undoes, { undone_by: null }));
    yield* tell(tenant, by, 'Job cancelled', id, row.kind);
  });
  const live = tenant.jobs.get(id);
  if (live) live.cancelled = true;
}

/** Whether a job of this kind can be taken back now. */
export function canUndo(row: JobRow, kind: JobKind | undefined): boolean {
  return kind?.undo !== undefined && row.ended_ms !== null && row.done > 0 && row.undone_by === null;
}

/**
 * Start the job that takes another one back.
 * @param kind of the job to take back.
 * @returns the new job's id.
 * @throws ExpectedError 'not-found', 'conflict' when it cannot be taken back or was.
 */
export function undoJob(tenant: OpenTenant, kind: JobKind | undefined, id: number, by: string): Promise<number> {
  return tenant.database.write(function* () {
    const row = yield* requireJob(id);
    const undo = kind?.undo;
    if (!undo || !canUndo(row, kind)) throw new ExpectedError('conflict', 'The job cannot be taken back, or was already');
    // It is called after what it takes back; `undoes` names that one's kind.
    const title = { ...(JSON.parse(row.title) as JobWords), undoes: row.kind };
    const undoing = yield* enqueueJob(tenant, undo, { jobId: id }, by, { id, title });
    yield* run(updateJob(id, { undone_by: undoing }));
    return undoing;
  });
}
