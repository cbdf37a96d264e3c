import { type QueryClient, infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import type { CallReply } from '#contract/console-api.ts';
import type { ConsoleJob, JobProgress } from '#contract/jobs.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

type JobPage = CallReply<'jobs'>;

const jobsQuery = infiniteQueryOptions({
  queryKey: queryKeys.jobs,
  queryFn: ({ signal, pageParam }) => call('jobs', pageParam, signal),
  initialPageParam: {},
  getNextPageParam: ({ ended, more }: JobPage): { beforeId?: string } | undefined => {
    const last = ended.at(-1);
    return more && last ? { beforeId: last.id } : undefined;
  },
});

/** What runs and what ended, newest first. */
export function useJobs() {
  return useInfiniteQuery(jobsQuery);
}

/** Jobs that run or wait; undefined until the core has answered. */
export function useActiveJobs(): readonly ConsoleJob[] | undefined {
  return useInfiniteQuery(jobsQuery).data?.pages[0]?.active;
}

/** What a job left out, a page at a time. */
export function useJobProblems(id: string) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.jobs, id, 'problems'],
    queryFn: ({ signal, pageParam }) => call('jobProblems', { id, after: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ problems, more }) => (more ? problems.at(-1)?.number : undefined),
  });
}

/** Bring a running job's progress into the cache; one this person does not see is not there. */
export function updateProgress(client: QueryClient, { id, state, done, total, rate, leftMs }: JobProgress): void {
  // Named one by one: what comes along on the feed has a `kind` of its own.
  const patch = (job: ConsoleJob) => (job.id === id && job.state === 'running' ? { ...job, state, done, total, rate, leftMs } : job);
  client.setQueryData<{ pages: JobPage[]; pageParams: unknown[] }>(
    queryKeys.jobs,
    (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, active: page.active.map(patch) })) },
  );
}

function useJobAct(name: 'cancelJob' | 'undoJob') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(name, { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.jobs }),
  });
}

/** End a job between two of its steps. */
export function useCancelJob() {
  return useJobAct('cancelJob');
}

/** Take a finished job back; the answer is the job that does it. */
export function useUndoJob() {
  return useJobAct('undoJob');
}
