/** The site as a whole. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';
import { siteSchema } from '../tenants.ts';
import { timeZoneSchema } from '../time.ts';

export const siteSummarySchema = z.object({
  devices: z.number().int(),
  /** Devices heard from within twice their interval. */
  fresh: z.number().int(),
  /** Open alarms by severity, and how many of them nobody has acknowledged. */
  open: z.object({
    CRITICAL: z.number().int(),
    MAJOR: z.number().int(),
    MINOR: z.number().int(),
    WARNING: z.number().int(),
  }),
  unacknowledged: z.object({
    CRITICAL: z.number().int(),
    MAJOR: z.number().int(),
    MINOR: z.number().int(),
    WARNING: z.number().int(),
  }),
});
export type SiteSummary = z.infer<typeof siteSummarySchema>;

export const siteCalls = {
  summary: endpoint('GET', '/api/summary', { access: 'site:read', reply: siteSummarySchema }),
  updateSite: endpoint('PUT', '/api/site', {
    access: 'site:write',
    body: z.object({ name: siteSchema.shape.name, timeZone: timeZoneSchema }),
    reply: siteSchema,
  }),
};
