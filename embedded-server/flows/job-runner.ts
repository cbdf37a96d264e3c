/** Runs the jobs of a tenant from when it is made: a few side by side, the oldest first, each on from where it was. */
import { ExpectedError } from '#contract/errors.ts';

import type { Timer } from '../clock.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { jobFolder, removeJobFiles } from '../jobs/job-files.ts';
import { findJob, requeueRunning, updateJob, waitingJobs, type JobChange, type JobRow } from '../jobs/job-store.ts';
import { logger } from '../log.ts';
import { JobFailure, type JobKind } from './job-kind.ts';
import { JobInterrupted, JobRun } from './job-run.ts';
import { publishJobs } from './job-changes.ts';
import type { OpenTenant } from './open-tenant.ts';
import type { Companion } from './tenants.ts';

const log = logger('jobs');

/** Jobs that run side by side. */
const lanes = 3;
/** How often progress is told, at most. */
const tellMs = 250;
/** A job that the core's stop interrupted this often without a step in between is what stops it. */
const mostStalls = 3;

/** Why a run ended early, as the row keeps it. */
function reasonOf(error: unknown): string {
  if (error instanceof JobFailure) return error.reason;
  if (error instanceof ExpectedError) return error.code;
  return (error as NodeJS.ErrnoException)?.code === 'ENOSPC' ? 'storage-full' : 'internal';
}

export class JobRunner implements Companion {
  readonly #tenant: OpenTenant;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #running = new Map<number, Promise<void>>();
  #telling: Timer | undefined;
  readonly #started: Promise<void>;
  #stopping = false;

  constructor(tenant: OpenTenant, kinds: readonly JobKind[]) {
    this.#tenant = tenant;
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]));
    this.#started = this.#start();
  }

  /** Interrupt what runs, between two steps; it goes on at the next start. */
  cancel(): void {
    this.#stopping = true;
    this.#telling?.cancel();
  }

  leave(): Promise<void> {
    return this.idle();
  }

  /** Resolves when nothing runs or waits. */
  async idle(): Promise<void> {
    await this.#started;
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Take up what the last stop interrupted, and listen for new jobs. */
  async #start(): Promise<void> {
    const { database, jobs } = this.#tenant;
    try {
      await database.write(() => run(requeueRunning()));
      jobs.onWake(() => this.#fill());
      this.#fill();
    } catch (error) {
      log.error({ err: error }, 'no job runs until the next start');
    }
  }

  #fill(): void {
    if (this.#stopping) return;
    const waiting = this.#tenant.database.read(waitingJobs(lanes + this.#running.size));
    for (const { id } of waiting) {
      if (this.#running.size >= lanes) break;
      if (!this.#running.has(id)) this.#begin(id);
    }
    if (this.#running.size > 0) this.#telling ??= this.#tenant.clock.every(tellMs, () => this.#tell());
  }

  #begin(id: number): void {
    const ended = this.#run(id)
      // Only a store that does not write leads here; the job is taken up at the next start.
      .catch((error: unknown) => log[this.#stopping ? 'info' : 'error']({ err: error, job: id }, 'a job was left where it is'))
      .finally(() => this.#leave(id));
    this.#running.set(id, ended);
  }

  #leave(id: number): void {
    this.#running.delete(id);
    this.#tenant.jobs.end(id);
    this.#fill();
    if (this.#running.size > 0) return;
    this.#telling?.cancel();
    this.#telling = undefined;
  }

  async #run(id: number): Promise<void> {
    const row = await this.#tenant.database.write(() => this.#take(id));
    if (!row) return;
    const kind = this.#kinds.get(row.kind);
    if (!kind || row.stalls >= mostStalls) return this.#end(id, { state: 'failed', failure: kind ? 'stops-the-core' : 'unknown-kind' });
    await this.#go(kind, row);
  }

  /** Mark a waiting job as running. @returns undefined when it waits no more. */
  *#take(id: number): Unit<JobRow | undefined> {
    const row = yield* first(findJob(id));
    if (row?.state !== 'waiting') return undefined;
    const change = { state: 'running', begun_ms: row.begun_ms ?? this.#tenant.clock.now() } as const;
    yield* run(updateJob(id, change));
    publishJobs(this.#tenant);
    return { ...row, ...change };
  }

  async #go(kind: JobKind, row: JobRow): Promise<void> {
    const { id } = row;
    const live = this.#tenant.jobs.begin(id, row.done, row.total);
    live.cancelled = row.cancelled_by !== null;
    let job: JobRun | undefined;
    try {
      job = new JobRun(this.#tenant, kind, row, live, () => this.#stopping);
      await kind.run(job);
      await this.#end(id, { state: 'done', ...(await job.finish()) });
    } catch (error) {
      await job?.release();
      await this.#settle(id, error);
    }
  }

  async #settle(id: number, error: unknown): Promise<void> {
    const by = error instanceof JobInterrupted ? error.by : null;
    if (by === 'stop') return this.#requeue(id);
    removeJobFiles(jobFolder(this.#tenant.folder), id);
    if (by === 'cancel') return this.#end(id, { state: 'cancelled' });
    const failure = reasonOf(error);
    log[failure === 'internal' ? 'error' : 'warn']({ err: error, job: id }, 'a job failed');
    await this.#end(id, { state: 'failed', failure });
  }

  /** The core stops in good order: this is no stall. */
  async #requeue(id: number): Promise<void> {
    await this.#tenant.database.write(function* () {
      const row = yield* first(findJob(id));
      yield* run(updateJob(id, { state: 'waiting', resumes: (row?.resumes ?? 0) + 1 }));
    });
  }

  async #end(id: number, change: JobChange): Promise<void> {
    const { database, clock } = this.#tenant;
    const tenant = this.#tenant;
    await database.write(function* () {
      yield* run(updateJob(id, { ...change, ended_ms: clock.now() }));
      const row = yield* first(findJob(id));
      // What could not be taken back to its end may be tried again.
      if (row?.undoes != null && change.state !== 'done') yield* run(updateJob(row.undoes, { undone_by: null }));
      publishJobs(tenant);
    });
  }

  #tell(): void {
    for (const job of this.#tenant.jobs.all()) {
      const progress = job.takeNews();
      if (progress) this.#tenant.feed.publish({ kind: 'job', ...progress });
    }
  }
}
