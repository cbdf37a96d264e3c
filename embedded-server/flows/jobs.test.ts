/** Jobs on a real tenant: steps exactly once over stops, cancelling, files, failures, taking back. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';

import { run } from '../db/unit.ts';
import { fileFacts } from '../jobs/job-files.ts';
import { findJob, updateJob } from '../jobs/job-store.ts';
import { TestSite } from '../testing/test-site.ts';
import { createObject } from './managed-object-writes.ts';
import { cancelJob, startJob, undoJob } from './job-changes.ts';
import { sweepJobs } from './job-housekeeping.ts';
import { defineJobKind, JobFailure, type JobContext } from './job-kind.ts';
import { JobRunner } from './job-runner.ts';

const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;
const dayMs = 24 * 60 * 60_000;

type Counting = JobContext<{ upTo: number }, { next: number }>;

let site: TestSite;
let runner: JobRunner;
/** What each step of the kind does besides creating a device, so that a test can stand in between. */
let between: (job: Counting, index: number) => void | Promise<void>;

const undoing = defineJobKind({
  name: 'undo-test',
  access: 'devices:write',
  parameters: z.object({ jobId: z.number() }),
  checkpoint: z.null(),
  title: () => ({}),
  run: async (job) => job.step(function* () {
    return { checkpoint: null, done: 1 };
  }),
});

/** Creates `upTo` devices, one a step, and writes a line about each. */
const counting = defineJobKind({
  name: 'test',
  access: 'devices:write',
  parameters: z.object({ upTo: z.number() }),
  checkpoint: z.object({ next: z.number() }),
  title: ({ upTo }) => ({ upTo }),
  undo: undoing,
  async run(job) {
    const { upTo } = job.parameters;
    job.setTotal(upTo);
    const file = await job.file('made.csv', 'text/csv');
    for (let index = job.checkpoint?.next ?? 0; index < upTo; index += 1) {
      await file.append(`line ${index}\n`);
      await between(job, index);
      await job.step(function* () {
        yield* createObject(job.tenant, admin, { name: `d${index}`, type: null, fragments: { c8y_IsDevice: {} } });
        return { checkpoint: { next: index + 1 }, done: index + 1, counts: { made: 1 }, problems: index % 3 === 0 ? [{ reason: 'third', about: { index } }] : [] };
      });
    }
  },
});

const names = () => site.tenant.database.read<{ name: string }>({ sql: 'SELECT name FROM managed_objects ORDER BY id', parameters: [] }).map(({ name }) => name);
const row = (id: number) => site.tenant.database.readFirst(findJob(id));
const filesFolder = () => join(site.tenant.folder, 'jobs');
const problems = () => site.tenant.database.read<{ number: number }>({ sql: 'SELECT number FROM job_problems ORDER BY number', parameters: [] });

async function stopRunner(): Promise<void> {
  runner.cancel();
  await runner.idle();
}

async function startRunner(): Promise<void> {
  runner = new JobRunner(site.tenant, [counting, undoing]);
  await site.tenant.database.idle();
}

/** Stop the core between two steps and start it again. */
async function restart(): Promise<void> {
  await stopRunner();
  await site.restart();
  await startRunner();
}

beforeEach(async () => {
  site = new TestSite();
  between = () => undefined;
  await startRunner();
});
afterEach(async () => {
  await stopRunner();
  await site.end();
});

test('a job runs to its end, and its file is whole', async () => {
  const id = await startJob(site.tenant, counting, { upTo: 4 }, 'anna');
  await runner.idle();
  expect(row(id)).toMatchObject({ state: 'done', done: 4, total: 4, counts: '{"made":4}', problems: 2, started_by: 'anna', title: '{"upTo":4}', failure: null });
  expect(names()).toEqual(['d0', 'd1', 'd2', 'd3']);
  expect(fileFacts(row(id)?.file ?? null)).toEqual({ name: 'made.csv', mediaType: 'text/csv', bytes: 28 });
  expect(readFileSync(join(filesFolder(), `${id}.whole`), 'utf8')).toBe('line 0\nline 1\nline 2\nline 3\n');
  expect(site.audited()).toMatchObject([{ user_name: 'anna', activity: 'Job started', source: String(id) }]);
});

test('every step happens once, however often the core stops in between', async () => {
  const id = await startJob(site.tenant, counting, { upTo: 6 }, 'anna');
  for (const stopAt of [1, 2, 4]) {
    await new Promise<void>((resolve) => {
      between = (_, index) => {
        if (index === stopAt) resolve();
      };
      site.tenant.jobs.wake();
    });
    await restart();
  }
  between = () => undefined;
  await runner.idle();
  expect(names()).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5']);
  expect(row(id)).toMatchObject({ state: 'done', done: 6, counts: '{"made":6}', problems: 2, resumes: 3, stalls: 0 });
  expect(problems().map(({ number }) => number)).toEqual([1, 2]);
  expect(readFileSync(join(filesFolder(), `${id}.whole`), 'utf8')).toBe('line 0\nline 1\nline 2\nline 3\nline 4\nline 5\n');
});

test('a job that kills the core again and again before its first step is given up', async () => {
  const id = await startJob(site.tenant, counting, { upTo: 2 }, 'anna');
  await runner.idle();
  // As a core that died in the middle leaves it.
  await site.tenant.database.write(() => run(updateJob(id, { state: 'running', ended_ms: null, stalls: 2 })));
  await restart();
  await runner.idle();
  expect(row(id)).toMatchObject({ state: 'failed', failure: 'stops-the-core', stalls: 3 });
});

describe('cancelling', () => {
  test('ends a running job between two steps; what was done stays', async () => {
    let id = 0;
    between = async (job, index) => {
      if (index === 2) await cancelJob(site.tenant, job.jobId, 'maija');
    };
    id = await startJob(site.tenant, counting, { upTo: 5 }, 'anna');
    await runner.idle();
    expect(row(id)).toMatchObject({ state: 'cancelled', done: 2, cancelled_by: 'maija', file: null });
    expect(names()).toEqual(['d0', 'd1']);
    expect(readdirSync(filesFolder())).toEqual([]);
    expect(site.audited().at(-1)).toMatchObject({ user_name: 'maija', activity: 'Job cancelled' });
    await expect(cancelJob(site.tenant, id, 'maija')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('ends a waiting job at once', async () => {
    await stopRunner();
    const id = await startJob(site.tenant, counting, { upTo: 5 }, 'anna');
    await cancelJob(site.tenant, id, 'anna');
    expect(row(id)).toMatchObject({ state: 'cancelled', done: 0 });
    await startRunner();
    await runner.idle();
    expect(names()).toEqual([]);
  });

  test('is remembered over a stop', async () => {
    between = (job, index) => {
      // Cancelled on disk, and the core dies before the job hears of it.
      if (index === 1) void job.tenant.database.write(() => run(updateJob(job.jobId, { cancelled_by: 'anna' })));
      if (index === 2) runner.cancel();
    };
    const id = await startJob(site.tenant, counting, { upTo: 5 }, 'anna');
    await runner.idle();
    between = () => undefined;
    await restart();
    await runner.idle();
    expect(row(id)).toMatchObject({ state: 'cancelled', done: 2 });
  });
});

describe('failing', () => {
  const failures: [string, Error, string][] = [
    ['a reason people can mend', new JobFailure('invalid'), 'invalid'],
    ['an expected error', new ExpectedError('not-found', 'gone'), 'not-found'],
    ['a full disk', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'storage-full'],
    ['a bug', new TypeError('oops'), 'internal'],
  ];

  test.each(failures)('%s', async (_, error, failure) => {
    between = (__, index) => {
      if (index === 1) throw error;
    };
    const id = await startJob(site.tenant, counting, { upTo: 3 }, 'anna');
    await runner.idle();
    expect(row(id)).toMatchObject({ state: 'failed', failure, done: 1, file: null });
    expect(names()).toEqual(['d0']);
  });

  test('what a step throws leaves nothing of the step', async () => {
    const id = await startJob(site.tenant, counting, { upTo: 3 }, 'anna');
    await runner.idle();
    const failing = defineJobKind({
      name: 'failing',
      access: 'devices:write',
      parameters: z.object({}),
      checkpoint: z.null(),
      title: () => ({}),
      run: (job) =>
        job.step(function* () {
          yield* createObject(job.tenant, admin, { name: 'half', type: null, fragments: {} });
          throw new JobFailure('invalid');
        }),
    });
    await stopRunner();
    const other = new JobRunner(site.tenant, [failing]);
    await startJob(site.tenant, failing, {}, 'anna');
    await other.idle();
    expect(names()).toEqual(['d0', 'd1', 'd2']);
    expect(row(id + 1)).toMatchObject({ state: 'failed', done: 0 });
  });
});

test('three jobs run side by side, the others wait', async () => {
  let running = 0;
  let most = 0;
  between = async (job, index) => {
    if (index === 0) running += 1;
    most = Math.max(most, running);
    await job.turn();
    if (index === 2) running -= 1;
  };
  for (let count = 0; count < 6; count += 1) await startJob(site.tenant, counting, { upTo: 3 }, 'anna');
  await runner.idle();
  expect(most).toBe(3);
  expect(names()).toHaveLength(18);
});

test('no more than fifty wait', async () => {
  await stopRunner();
  for (let count = 0; count < 50; count += 1) await startJob(site.tenant, counting, { upTo: 1 }, 'anna');
  await expect(startJob(site.tenant, counting, { upTo: 1 }, 'anna')).rejects.toMatchObject({ code: 'too-many-requests' });
});

test('progress is told four times a second at most, and not written', async () => {
  between = (job, index) => {
    job.progress(index);
    job.progress(index + 0.5);
    site.clock.advance(100);
  };
  await startJob(site.tenant, counting, { upTo: 40 }, 'anna');
  await runner.idle();
  const told = site.told.filter(({ kind }) => kind === 'job');
  expect(told.length).toBeGreaterThan(10);
  expect(told.length).toBeLessThanOrEqual(16);
  expect(told.at(-1)).toMatchObject({ state: 'running', total: 40, rate: expect.closeTo(10, 0) });
});

describe('taking back', () => {
  test('starts the job that does it, once', async () => {
    const id = await startJob(site.tenant, counting, { upTo: 2 }, 'anna');
    await runner.idle();
    const back = await undoJob(site.tenant, counting, id, 'maija');
    await expect(undoJob(site.tenant, counting, id, 'maija')).rejects.toMatchObject({ code: 'conflict' });
    await runner.idle();
    expect(row(id)).toMatchObject({ undone_by: back });
    expect(row(back)).toMatchObject({ state: 'done', undoes: id, parameters: `{"jobId":${id}}` });
  });

  test('can be tried again when it was cancelled', async () => {
    const id = await startJob(site.tenant, counting, { upTo: 2 }, 'anna');
    await runner.idle();
    await stopRunner();
    const back = await undoJob(site.tenant, counting, id, 'maija');
    await cancelJob(site.tenant, back, 'maija');
    expect(row(id)).toMatchObject({ undone_by: null });
  });

  test('is not offered for what did nothing, runs or has no way back', async () => {
    const id = await startJob(site.tenant, counting, { upTo: 0 }, 'anna');
    await runner.idle();
    for (const kind of [counting, undoing, undefined]) await expect(undoJob(site.tenant, kind, id, 'anna')).rejects.toMatchObject({ code: 'conflict' });
  });
});

test('jobs and their files go thirty days after their end, files without a job at once', async () => {
  const old = await startJob(site.tenant, counting, { upTo: 2 }, 'anna');
  await runner.idle();
  site.clock.advance(29 * dayMs);
  const young = await startJob(site.tenant, counting, { upTo: 2 }, 'anna');
  await runner.idle();
  await sweepJobs(site.tenant, site.clock.now());
  expect([row(old)?.state, row(young)?.state]).toEqual(['done', 'done']);
  site.clock.advance(dayMs + 1);
  await sweepJobs(site.tenant, site.clock.now());
  expect([row(old), row(young)?.state]).toEqual([undefined, 'done']);
  expect(existsSync(join(filesFolder(), `${old}.whole`))).toBe(false);
  expect(existsSync(join(filesFolder(), `${young}.whole`))).toBe(true);
  expect(problems()).toHaveLength(1);
});
