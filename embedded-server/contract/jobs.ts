/**
 * Jobs: long work that goes on by itself (import, export, a change of many devices). No sentences: a kind, the
 * parts of its title and keys of reasons, which the console words in the person's language.
 */
import { z } from 'zod';

/** Waiting for its turn (also after a restart), under way, or ended in one of three ways. */
export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = z.infer<typeof jobStateSchema>;

/** Words and numbers for a sentence of the catalogues. */
export const jobWordsSchema = z.record(z.string(), z.string().or(z.number()));
export type JobWords = z.infer<typeof jobWordsSchema>;

/** Something a job could not do and went on without: a row of a file, a device changed meanwhile. */
export const jobProblemSchema = z.object({
  /** Key of the sentence, such as `changed-meanwhile`. */
  reason: z.string(),
  /** What it is about, such as `{ line: 17 }` or `{ name: 'Freezer room 2' }`. */
  about: jobWordsSchema,
});
export type JobProblem = z.infer<typeof jobProblemSchema>;

/** A file a job made, kept as long as the job is. */
export const jobFileSchema = z.object({ name: z.string(), mediaType: z.string(), bytes: z.number().int() });
export type JobFileFacts = z.infer<typeof jobFileSchema>;

/** How far a job is; told on the feed while it runs. */
export const jobProgressSchema = z.object({
  id: z.string(),
  state: jobStateSchema,
  done: z.number().int(),
  /** Null while nobody knows. */
  total: z.number().int().nullable(),
  /** Per second, over the last seconds; null until it can be told. */
  rate: z.number().nullable(),
  leftMs: z.number().nullable(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;

/** A job as one person sees it. Times are ms UTC. */
export const consoleJobSchema = jobProgressSchema.extend({
  kind: z.string(),
  title: jobWordsSchema,
  startedBy: z.string(),
  createdMs: z.number().int(),
  begunMs: z.number().int().nullable(),
  endedMs: z.number().int().nullable(),
  /** How often it went on after the core was stopped. */
  resumes: z.number().int(),
  /** What was done, by kind of deed: `{ created: 45, groups: 2 }`. */
  counts: z.record(z.string(), z.number()),
  /** How many problems there are; the `jobProblems` call tells them. */
  problems: z.number().int(),
  /** Key of why it failed. */
  failure: z.string().nullable(),
  file: jobFileSchema.nullable(),
  mayCancel: z.boolean(),
  mayUndo: z.boolean(),
  /** The job that took it back, or is about to. */
  undoneBy: z.string().nullable(),
  /** The job this one takes back. */
  undoes: z.string().nullable(),
});
export type ConsoleJob = z.infer<typeof consoleJobSchema>;

/** Jobs and their files are kept this long after they ended. */
export const jobKeptDays = 30;
