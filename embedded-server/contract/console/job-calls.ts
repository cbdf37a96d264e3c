/** Long work: what runs, what ended, cancel, undo. A job's file is at `GET /api/jobs/:id/file`, as an attachment. */
import { z } from 'zod';

import { endpoint, idParam, limit } from '../endpoint.ts';
import { consoleJobSchema, jobProblemSchema } from '../jobs.ts';

export const jobCalls = {
  /** What a person may see: their own jobs and those their role could have started. Ended ones newest first. */
  jobs: endpoint('GET', '/api/jobs', {
    access: 'site:read',
    query: z.object({ beforeId: idParam.shape.id.optional(), limit: limit.default(50) }),
    reply: z.object({ active: z.array(consoleJobSchema), ended: z.array(consoleJobSchema), more: z.boolean() }),
  }),
  job: endpoint('GET', '/api/jobs/:id', { access: 'site:read', params: idParam, reply: consoleJobSchema }),
  /** In the order they were met; `after` is the number of the last one seen. */
  jobProblems: endpoint('GET', '/api/jobs/:id/problems', {
    access: 'site:read',
    params: idParam,
    query: z.object({ after: z.coerce.number().int().min(0).default(0), limit }),
    reply: z.object({ problems: z.array(jobProblemSchema.extend({ number: z.number().int() })), more: z.boolean() }),
  }),
  /** Ends between two steps; what was done stays done. 409 when it has ended. */
  cancelJob: endpoint('POST', '/api/jobs/:id/cancel', { access: 'site:read', params: idParam, reply: consoleJobSchema }),
  /** Starts the job that takes this one back. 409 when it cannot be or was. */
  undoJob: endpoint('POST', '/api/jobs/:id/undo', { access: 'site:read', params: idParam, reply: consoleJobSchema }),
};
