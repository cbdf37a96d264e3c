/** Jobs: what runs, what ended, and what people do with them. */
import { cancelJob, undoJob } from '../../flows/job-changes.ts';
import { JobViews } from '../../flows/console-jobs.ts';
import { jobKinds } from '../../flows/job-kinds.ts';
import type { SignedIn } from '../../tenants/sign-in.ts';
import type { ConsoleHandlers } from './call.ts';

/** The jobs as their viewers see them. */
export const jobViews = new JobViews(jobKinds);

/** A signed-in person as a viewer of jobs. */
export function viewerOf({ user, permissions }: SignedIn) {
  return { userName: user.userName, permissions };
}

export const jobHandlers: Pick<ConsoleHandlers, 'jobs' | 'job' | 'jobProblems' | 'cancelJob' | 'undoJob'> = {
  jobs: ({ tenant, person }, query) => jobViews.list(tenant, viewerOf(person), query),
  job: ({ tenant, person }, { id }) => jobViews.one(tenant, viewerOf(person), Number(id)),
  jobProblems: ({ tenant, person }, { id, after, limit }) => jobViews.problems(tenant, viewerOf(person), Number(id), after, limit),
  async cancelJob({ tenant, person }, { id }) {
    const { id: jobId } = jobViews.requireChangeable(tenant, viewerOf(person), Number(id));
    await cancelJob(tenant, jobId, person.user.userName);
    return jobViews.one(tenant, viewerOf(person), jobId);
  },
  async undoJob({ tenant, person }, { id }) {
    const row = jobViews.requireChangeable(tenant, viewerOf(person), Number(id));
    const undoing = await undoJob(tenant, jobViews.kindOf(row), row.id, person.user.userName);
    return jobViews.one(tenant, viewerOf(person), undoing);
  },
};
