/** The Trends view: finding values, their stretches of time, what is usual, saved views. */
import { z } from 'zod';

import { endpoint, idParam, time } from '../endpoint.ts';
import { consoleSeriesSchema } from '../measurements.ts';
import { queryDraftSchema, savedQuerySchema } from '../saved-queries.ts';
import { seriesLimitSchema, trendExportSchema, trendRangeSchema, usualHoursSchema } from '../trends.ts';
import { jobStarted } from './device-bulk-calls.ts';

const stretch = { fromMs: time, toMs: time };
const ids = z.string().max(500);
const views = z.object({ views: z.array(savedQuerySchema) });

export const trendCalls = {
  /** Series that fit all words, in the name of the device, its groups, the value or the unit. */
  findSeries: endpoint('GET', '/api/series/found', {
    access: 'site:read',
    query: z.object({
      words: z.string().max(200).default(''),
      /** Only those called like this one: the same value of other devices. */
      like: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(40),
    }),
    reply: z.object({ series: z.array(consoleSeriesSchema.extend({ place: z.string().nullable() })), total: z.number().int() }),
  }),
  /**
   * Several series at once, each in at most `points` buckets, or every reading where there are no more than that;
   * `ids` comma separated, at most 24. Nothing is ever left out: what does not fit is in a bucket's min, max and mean.
   */
  trendRanges: endpoint('GET', '/api/trends/ranges', {
    access: 'site:read',
    query: z.object({ ids, ...stretch, points: z.coerce.number().int().min(10).max(4000).default(500) }),
    reply: z.object({ ranges: z.array(trendRangeSchema) }),
  }),
  /** How low and high a series was at the same hour of the week in the weeks before; 422 for a stretch of over 32 days. */
  usualHours: endpoint('GET', '/api/trends/usual/:id', {
    access: 'site:read',
    params: idParam,
    query: z.object(stretch),
    reply: usualHoursSchema,
  }),
  /** Limits of the rules that watch these series now. */
  seriesLimits: endpoint('GET', '/api/trends/limits', {
    access: 'site:read',
    query: z.object({ ids }),
    reply: z.object({ limits: z.array(seriesLimitSchema) }),
  }),
  /** Starts a job that writes every reading of some series into a file for a spreadsheet. */
  exportTrend: endpoint('POST', '/api/trends/export', { access: 'site:read', body: trendExportSchema, reply: jobStarted }),
  views: endpoint('GET', '/api/trends/views', { access: 'site:read', reply: views }),
  saveView: endpoint('POST', '/api/trends/views', { access: 'pins:write', body: queryDraftSchema, reply: savedQuerySchema }),
  changeView: endpoint('PUT', '/api/trends/views/:id', {
    access: 'pins:write',
    params: idParam,
    body: queryDraftSchema,
    reply: savedQuerySchema,
  }),
  deleteView: endpoint('DELETE', '/api/trends/views/:id', { access: 'pins:write', params: idParam, reply: views }),
};
