/** Jobs and their files are kept for a while after they ended. */
import { jobKeptDays } from '#contract/jobs.ts';

import { all } from '../db/unit.ts';
import { jobFolder, jobsWithFiles, removeJobFiles } from '../jobs/job-files.ts';
import { sweepInputs } from '../jobs/job-inputs.ts';
import { deleteOldJobs, findJob } from '../jobs/job-store.ts';
import { publishJobs } from './job-changes.ts';
import type { OpenTenant } from './open-tenant.ts';

const dayMs = 24 * 60 * 60_000;
/** Jobs deleted in one unit, with all they noted. */
const atOnce = 20;

/** Delete jobs that ended long ago, then the files of jobs that are no more. */
export async function sweepJobs(tenant: OpenTenant, nowMs: number): Promise<void> {
  for (;;) {
    const deleted = await tenant.database.write(function* () {
      const rows = yield* all(deleteOldJobs(nowMs - jobKeptDays * dayMs, atOnce));
      if (rows.length > 0) publishJobs(tenant);
      return rows.length;
    });
    if (deleted < atOnce) break;
  }
  sweepInputs(tenant.folder, nowMs);
  const folder = jobFolder(tenant.folder);
  for (const id of jobsWithFiles(folder)) {
    if (!tenant.database.readFirst(findJob(id))) removeJobFiles(folder, id);
  }
}
