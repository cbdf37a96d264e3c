/**
 * What a kind of job is, for whoever has long work. To add one: `defineJobKind` in a file of your own, its name in
 * `job-kinds.ts`, its words under `kind.<name>` of the `jobs` catalogues, and `startJob` where it begins.
 */
import type { z } from 'zod';

import type { JobProblem, JobWords } from '#contract/jobs.ts';
import type { Permission } from '#contract/tenants.ts';

import type { Unit } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';

/** A step that has been taken, stored in the same transaction as what it did. */
export interface JobStep<Checkpoint> {
  /** Where the next step begins; given back as {@link JobContext.checkpoint} after a stop. */
  checkpoint: Checkpoint;
  /** How far the whole job is now, in the unit of `total`. */
  done: number;
  /** Deeds of this step, added to those before: `{ changed: 20 }`. */
  counts?: Record<string, number>;
  problems?: readonly JobProblem[];
}

/** What a running job has in hand. Every method throws when the job is cancelled or the core stops: let it pass. */
export interface JobContext<Parameters, Checkpoint> {
  readonly tenant: OpenTenant;
  readonly jobId: number;
  /** User name, for audit records. */
  readonly startedBy: string;
  readonly parameters: Parameters;
  /** Where the last committed step left off; null at the first start. */
  readonly checkpoint: Checkpoint | null;
  /** How far it was then, and what had been counted. */
  readonly done: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Say how much there is to do. */
  setTotal(total: number): void;
  /** Say how far it is, without a write to the disk. */
  progress(done: number): void;
  /** Let everybody else have a turn. To be called between reading slices of at most 20 ms. */
  turn(): Promise<void>;
  /**
   * Write a slice (at most 5 ms: some twenty rows) together with the job's own place, in one transaction: after a
   * stop it has either happened or not. The file under way is on disk up to here, too.
   * @param unit runs inside the transaction; what it throws ends the job.
   */
  step(unit: () => Unit<JobStep<Checkpoint>>): Promise<void>;
  /** The job's file, one a job; after a stop it goes on behind the last step. Whole once the run has returned. */
  file(name: string, mediaType: string): Promise<JobOutput>;
}

export interface JobOutput {
  /** Nothing has been written to it, in this run or before. */
  readonly isEmpty: boolean;
  append(data: string | Uint8Array): Promise<void>;
}

interface JobDefinition<Parameters, Checkpoint> {
  /** Stored with every job: never change it. */
  name: string;
  /** Who may start, see and, with the file, read such a job; whoever started one always sees it. */
  access: Permission;
  parameters: z.ZodType<Parameters>;
  checkpoint: z.ZodType<Checkpoint>;
  /** Words for its title; the sentence is `kind.<name>.title` of the catalogues. */
  title: (parameters: Parameters) => JobWords;
  /** The kind that takes a finished one back; it is started with the job's id. */
  undo?: JobKind<{ jobId: number }>;
  /** Do it. Begins at `checkpoint`, for it may have been stopped before. Throw {@link JobFailure} for what people can mend. */
  run: (job: JobContext<Parameters, Checkpoint>) => Promise<void>;
}

/** A kind as the runner and the lists know it: what it stores is parsed by its own schemas. */
export interface JobKind<Parameters = unknown> {
  readonly name: string;
  readonly access: Permission;
  readonly parameters: z.ZodType<Parameters>;
  readonly checkpoint: z.ZodType;
  readonly undo: JobKind<{ jobId: number }> | undefined;
  titleOf(parameters: unknown): JobWords;
  run(job: JobContext<unknown, unknown>): Promise<void>;
}

/** Declare a kind of job. */
export function defineJobKind<Parameters, Checkpoint>(definition: JobDefinition<Parameters, Checkpoint>): JobKind<Parameters> {
  const { name, access, parameters, checkpoint, title, undo, run } = definition;
  return {
    name,
    access,
    parameters,
    checkpoint,
    undo,
    titleOf: (given) => title(parameters.parse(given)),
    // The runner parsed both with this kind's schemas.
    run: (job) => run(job as JobContext<Parameters, Checkpoint>),
  };
}

/** A job cannot go on, for a reason people can do something about; `reason` is a key of `failure` in the catalogues. */
export class JobFailure extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`the job cannot go on: ${reason}`);
    this.name = 'JobFailure';
    this.reason = reason;
  }
}
