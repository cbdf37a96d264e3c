import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';

import type { ConsoleJob } from '#contract/jobs.ts';

import { queryKeys } from '../api/query-keys.ts';
import { updateProgress } from './job-queries.ts';

const running: ConsoleJob = {
  id: '7',
  kind: 'device-import',
  title: { fileName: 'meters.csv' },
  state: 'running',
  done: 0,
  total: 400,
  rate: null,
  leftMs: null,
  startedBy: 'admin',
  createdMs: 1,
  begunMs: 1,
  endedMs: null,
  resumes: 0,
  counts: {},
  problems: 0,
  failure: null,
  file: null,
  mayCancel: true,
  mayUndo: false,
  undoneBy: null,
  undoes: null,
};

test('the feed tells how far a job is, and its own kind of message is not the kind of the job', () => {
  const client = new QueryClient();
  client.setQueryData(queryKeys.jobs, { pages: [{ active: [running, { ...running, id: '8' }], ended: [], more: false }], pageParams: [{}] });
  const message = { kind: 'job' as const, id: '7', state: 'running' as const, done: 40, total: 400, rate: 20, leftMs: 18_000 };
  updateProgress(client, message);
  const known = client.getQueryData<{ pages: { active: ConsoleJob[] }[] }>(queryKeys.jobs);
  expect(known?.pages[0]?.active).toEqual([
    { ...running, done: 40, rate: 20, leftMs: 18_000 },
    { ...running, id: '8' },
  ]);
});
