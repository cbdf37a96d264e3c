/** One run of a job, from its last committed step to its end or the core's. */
import { setTimeout as pause } from 'node:timers/promises';

import { ExpectedError } from '#contract/errors.ts';
import type { JobProblem } from '#contract/jobs.ts';

import { run, type Unit } from '../db/unit.ts';
import type { LiveJob } from '../jobs/job-board.ts';
import { JobFile, jobFolder } from '../jobs/job-files.ts';
import { insertProblem, updateJob, type JobRow } from '../jobs/job-store.ts';
import type { JobContext, JobKind, JobOutput, JobStep } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Thrown through a job's own code when it must not go on. */
export class JobInterrupted extends Error {
  readonly by: 'cancel' | 'stop';

  constructor(by: 'cancel' | 'stop') {
    super(`the job was interrupted (${by})`);
    this.by = by;
  }
}

/** While the queue is full, ingest goes first. */
const fullQueuePauseMs = 100;

interface Counted {
  counts: Record<string, number>;
  problems: number;
}

function added(counts: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...counts };
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

export class JobRun implements JobContext<unknown, unknown> {
  readonly tenant: OpenTenant;
  readonly jobId: number;
  readonly startedBy: string;
  readonly parameters: unknown;
  readonly checkpoint: unknown;
  readonly done: number;
  readonly #live: LiveJob;
  readonly #isStopping: () => boolean;
  readonly #fileBytes: number;
  #counted: Counted;
  #file: JobFile | undefined;

  constructor(tenant: OpenTenant, kind: JobKind, row: JobRow, live: LiveJob, isStopping: () => boolean) {
    this.tenant = tenant;
    this.jobId = row.id;
    this.startedBy = row.started_by;
    this.parameters = kind.parameters.parse(JSON.parse(row.parameters));
    this.checkpoint = row.checkpoint === null ? null : kind.checkpoint.parse(JSON.parse(row.checkpoint));
    this.done = row.done;
    this.#counted = { counts: JSON.parse(row.counts) as Record<string, number>, problems: row.problems };
    this.#fileBytes = row.file_bytes;
    this.#live = live;
    this.#isStopping = isStopping;
  }

  get counts(): Readonly<Record<string, number>> {
    return this.#counted.counts;
  }

  setTotal(total: number): void {
    this.#live.total = total;
  }

  progress(done: number): void {
    this.#live.note(done);
  }

  async turn(): Promise<void> {
    this.#assertGoesOn();
    await new Promise((resolve) => setImmediate(resolve));
    this.#assertGoesOn();
  }

  async step(unit: () => Unit<JobStep<unknown>>): Promise<void> {
    await this.turn();
    await this.#file?.sync();
    const { done, counted } = await this.#patiently(() => this.#recorded(unit));
    this.#counted = counted;
    this.#live.note(done);
  }

  async file(name: string, mediaType: string): Promise<JobOutput> {
    this.#file ??= await JobFile.open(jobFolder(this.tenant.folder), this.jobId, name, mediaType, this.#fileBytes);
    return this.#file;
  }

  /** The run has returned: what its row says from now on. */
  async finish(): Promise<{ done: number; total: number | null; file: string | null }> {
    const facts = await this.#file?.finish();
    this.#file = undefined;
    return { done: this.#live.done, total: this.#live.total, file: facts ? JSON.stringify(facts) : null };
  }

  /** Let go of what the run holds, however it ended. */
  async release(): Promise<void> {
    await this.#file?.close();
  }

  #assertGoesOn(): void {
    if (this.#live.cancelled) throw new JobInterrupted('cancel');
    if (this.#isStopping()) throw new JobInterrupted('stop');
  }

  *#recorded(unit: () => Unit<JobStep<unknown>>): Unit<{ done: number; counted: Counted }> {
    const { checkpoint, done, counts = {}, problems = [] } = yield* unit();
    const counted = { counts: added(this.#counted.counts, counts), problems: this.#counted.problems + problems.length };
    yield* this.#addProblems(problems);
    yield* run(
      updateJob(this.jobId, {
        checkpoint: JSON.stringify(checkpoint),
        done,
        total: this.#live.total,
        counts: JSON.stringify(counted.counts),
        problems: counted.problems,
        file_bytes: this.#file?.bytes ?? this.#fileBytes,
        stalls: 0,
      }),
    );
    return { done, counted };
  }

  *#addProblems(problems: readonly JobProblem[]): Unit<void> {
    for (const [index, problem] of problems.entries()) {
      yield* run(insertProblem(this.jobId, this.#counted.problems + index + 1, JSON.stringify(problem)));
    }
  }

  /** A full queue is no reason to fail: the job is what can wait. */
  async #patiently<Result>(unit: () => Unit<Result>): Promise<Result> {
    for (;;) {
      try {
        return await this.tenant.database.write(unit);
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.code !== 'too-many-requests') throw error;
        await pause(fullQueuePauseMs);
        this.#assertGoesOn();
      }
    }
  }
}
