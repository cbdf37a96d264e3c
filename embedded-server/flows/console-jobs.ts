/** Jobs as one person sees them: their own, and those their role could have started. */
import { ExpectedError } from '#contract/errors.ts';
import { jobProblemSchema, type ConsoleJob, type JobProblem, type JobWords } from '#contract/jobs.ts';
import type { Permission } from '#contract/tenants.ts';

import { fileFacts } from '../jobs/job-files.ts';
import { endedJobs, findJob, problemsAfter, unendedJobs, type JobRow } from '../jobs/job-store.ts';
import { canUndo } from './job-changes.ts';
import type { JobKind } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Who looks at the jobs. */
export interface JobViewer {
  userName: string;
  permissions: readonly Permission[];
}

/** More than any id. */
const beyondAll = Number.MAX_SAFE_INTEGER;

function maySee({ userName, permissions }: JobViewer, row: JobRow, kind: JobKind | undefined): boolean {
  return row.started_by === userName || (kind !== undefined && permissions.includes(kind.access));
}

/** People end and take back their own jobs; administrators of the site everybody's. */
function mayChange({ userName, permissions }: JobViewer, row: JobRow, kind: JobKind | undefined): boolean {
  if (!kind || !permissions.includes(kind.access)) return false;
  return row.started_by === userName || permissions.includes('site:write');
}

export class JobViews {
  readonly #kinds: ReadonlyMap<string, JobKind>;

  constructor(kinds: readonly JobKind[]) {
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  kindOf({ kind }: Pick<JobRow, 'kind'>): JobKind | undefined {
    return this.#kinds.get(kind);
  }

  /** The row of a job the viewer may see. @throws ExpectedError 'not-found', also when it is not for the viewer. */
  requireSeen(tenant: OpenTenant, viewer: JobViewer, id: number): JobRow {
    const row = tenant.database.readFirst(findJob(id));
    if (!row || !maySee(viewer, row, this.kindOf(row))) throw new ExpectedError('not-found', 'There is no such job');
    return row;
  }

  /** The same for a job the viewer may end or take back. @throws ExpectedError 'not-found', 'forbidden'. */
  requireChangeable(tenant: OpenTenant, viewer: JobViewer, id: number): JobRow {
    const row = this.requireSeen(tenant, viewer, id);
    if (!mayChange(viewer, row, this.kindOf(row))) throw new ExpectedError('forbidden', 'This job is for whoever started it to change');
    return row;
  }

  view(tenant: OpenTenant, viewer: JobViewer, row: JobRow): ConsoleJob {
    const kind = this.kindOf(row);
    const changes = mayChange(viewer, row, kind);
    const { done, total } = row;
    const { rate, leftMs, ...shown } = tenant.jobs.get(row.id)?.progress() ?? { done, total, rate: null, leftMs: null };
    return {
      id: String(row.id),
      kind: row.kind,
      title: JSON.parse(row.title) as JobWords,
      state: row.state,
      startedBy: row.started_by,
      createdMs: row.created_ms,
      begunMs: row.begun_ms,
      endedMs: row.ended_ms,
      resumes: row.resumes,
      done: shown.done,
      total: shown.total,
      rate,
      leftMs,
      counts: JSON.parse(row.counts) as Record<string, number>,
      problems: row.problems,
      failure: row.failure,
      file: fileFacts(row.file),
      mayCancel: changes && row.ended_ms === null,
      mayUndo: changes && canUndo(row, kind),
      undoneBy: row.undone_by === null ? null : String(row.undone_by),
      undoes: row.undoes === null ? null : String(row.undoes),
    };
  }

  one(tenant: OpenTenant, viewer: JobViewer, id: number): ConsoleJob {
    return this.view(tenant, viewer, this.requireSeen(tenant, viewer, id));
  }

  list(tenant: OpenTenant, viewer: JobViewer, { beforeId, limit }: { beforeId?: string | undefined; limit: number }) {
    const kinds = [...this.#kinds.values()].filter(({ access }) => viewer.permissions.includes(access)).map(({ name }) => name);
    const before = beforeId === undefined ? beyondAll : Number(beforeId);
    const active = tenant.database.read(unendedJobs()).filter((row) => maySee(viewer, row, this.kindOf(row)));
    const ended = tenant.database.read(endedJobs(before, kinds, viewer.userName, limit + 1));
    const views = (rows: readonly JobRow[]) => rows.map((row) => this.view(tenant, viewer, row));
    return { active: views(active), ended: views(ended.slice(0, limit)), more: ended.length > limit };
  }

  problems(tenant: OpenTenant, viewer: JobViewer, id: number, after: number, limit: number) {
    this.requireSeen(tenant, viewer, id);
    const rows = tenant.database.read(problemsAfter(id, after, limit + 1));
    const problems = rows.slice(0, limit).map(({ number, problem }): JobProblem & { number: number } => ({ number, ...jobProblemSchema.parse(JSON.parse(problem)) }));
    return { problems, more: rows.length > limit };
  }
}
