/** The wall display, and the unattended displays of a site. */
import { z } from 'zod';

import { consoleAlarmSchema } from '../alarms.ts';
import { done, endpoint } from '../endpoint.ts';
import { consoleSeriesSchema, pointRangeSchema } from '../measurements.ts';
import { siteSchema } from '../tenants.ts';
import { siteSummarySchema } from './site-calls.ts';

/** Seconds a page of the wall stands; 0: the first one stays. */
export const rotations = [0, 10, 20, 60] as const;
export const wallThemes = ['light', 'dark'] as const;

/** How a display shows the wall. */
export const displayViewSchema = z.object({
  name: z.string().trim().min(1).max(80),
  rotateSeconds: z.literal(rotations),
  theme: z.enum(wallThemes),
});
export type DisplayView = z.infer<typeof displayViewSchema>;

/** An unattended display, for who administers them. Times are ms UTC. */
export const displaySchema = displayViewSchema.extend({
  id: z.string(),
  createdMs: z.number().int(),
  createdBy: z.string(),
  /** The address its link was opened from first: it opens from no other. Null until then. */
  boundTo: z.string().nullable(),
  seenMs: z.number().int().nullable(),
});
export type Display = z.infer<typeof displaySchema>;

/** What a series is called by its device: whether its value is said as a state follows from it. */
const namedSeriesSchema = consoleSeriesSchema.pick({ fragment: true, series: true });

/** What of an alarm can be read across a hall: no notes, no help, no persons. */
export const wallAlarmSchema = consoleAlarmSchema
  .pick({ id: true, deviceName: true, place: true, type: true, text: true, severity: true, state: true, sinceMs: true, endedMs: true, latest: true })
  .extend({ unit: z.string().nullable(), limit: z.number().nullable(), seriesId: z.string().nullable(), series: namedSeriesSchema.nullable() });
export type WallAlarm = z.infer<typeof wallAlarmSchema>;

export const wallSchema = z.object({
  nowMs: z.number(),
  site: siteSchema.omit({ tenant: true }),
  summary: siteSummarySchema,
  /** The worst ones; `summary` counts all. */
  alarms: z.array(wallAlarmSchema),
  /** Pinned values with the limits of the rules that watch them. */
  pins: z.array(consoleSeriesSchema.extend({ low: z.number().nullable(), high: z.number().nullable() })),
  /** Their last hours, where they were asked for. */
  trends: z.array(pointRangeSchema).nullable(),
  /** Of the display that asks; null for a person. */
  display: displayViewSchema.nullable(),
});
export type Wall = z.infer<typeof wallSchema>;

const displayParam = z.object({ id: z.string().regex(/^\d{1,9}$/) });
const withToken = z.object({ display: displaySchema, token: z.string() });

export const wallCalls = {
  /** Everything on the wall in one answer; the only call a display may make. */
  wall: endpoint('GET', '/api/wall', {
    access: 'wall',
    query: z.object({ trends: z.stringbool().optional() }),
    reply: wallSchema,
  }),
  /** A link's token for a session of the display's own, in a cookie. */
  openDisplay: endpoint('POST', '/api/display', { access: 'public', body: z.object({ token: z.string().min(20).max(200) }), reply: done }),
  displays: endpoint('GET', '/api/displays', { access: 'site:write', reply: z.object({ displays: z.array(displaySchema) }) }),
  /** The token is in this reply and nowhere else. */
  addDisplay: endpoint('POST', '/api/displays', { access: 'site:write', body: displayViewSchema, reply: withToken }),
  updateDisplay: endpoint('PUT', '/api/displays/:id', { access: 'site:write', params: displayParam, body: displayViewSchema, reply: displaySchema }),
  /** A new link; the old one and what it opened are void. */
  renewDisplay: endpoint('POST', '/api/displays/:id/token', { access: 'site:write', params: displayParam, reply: withToken }),
  removeDisplay: endpoint('DELETE', '/api/displays/:id', { access: 'site:write', params: displayParam, reply: done }),
};
