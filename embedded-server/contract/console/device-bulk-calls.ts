/** Devices in bulk: each of these calls starts a job and answers its id. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';

/** The reply of a call that starts a job. */
export const jobStarted = z.object({ jobId: z.string() });

/** Which devices, as the list's own filters say it, and how the file is written. */
export const deviceExportSchema = z.object({
  search: z.string().max(100).optional(),
  groupId: z.string().optional(),
  contact: z.enum(['silent']).optional(),
  /** What the person saw above the list, for the job's title. */
  place: z.string().max(120),
  fileName: z.string().regex(/^[^/\\\p{Cc}]{1,120}\.csv$/u),
  separator: z.enum([',', ';', '\t']),
});

export const deviceBulkCalls = {
  /** The list as a file for a spreadsheet. */
  exportDevices: endpoint('POST', '/api/devices/export', { access: 'site:read', body: deviceExportSchema, reply: jobStarted }),
};
