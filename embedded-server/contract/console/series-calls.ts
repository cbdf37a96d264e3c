/** Series, their points, pinned values. */
import { z } from 'zod';

import { endpoint, idParam, time } from '../endpoint.ts';
import { pointRangeSchema, wholeSeries, wireSeriesSchema } from '../measurements.ts';

/** Values that can be pinned to Now. */
export const mostPins = 24;

/** In one answer; of a large site every one. */
const mostSeries = 10_000;
/** A week at one a minute fits as it is. */
const mostPoints = 20_000;

export const seriesCalls = {
  /** Every series of the site, for the rule editor and pins; with `deviceId` one device's. */
  series: endpoint('GET', '/api/series', {
    access: 'site:read',
    query: z.object({ deviceId: z.string().optional(), ids: z.string().max(4000).optional(), limit: z.coerce.number().int().min(1).max(mostSeries).default(500) }),
    reply: z.object({ series: wireSeriesSchema.transform(wholeSeries) }),
  }),
  /** Names of series and how many devices have them: what a rule can watch. */
  seriesNames: endpoint('GET', '/api/series/names', {
    access: 'site:read',
    reply: z.object({
      names: z.array(
        z.object({ fragment: z.string(), series: z.string(), unit: z.string().nullable(), devices: z.number().int() }),
      ),
    }),
  }),
  /** Down-sampled to at most `points` buckets of a round width on the calendar, and one more where the stretch begins within one; raw when no more points than that are there. */
  points: endpoint('GET', '/api/series/:id/points', {
    access: 'site:read',
    params: idParam,
    query: z.object({ fromMs: time, toMs: time, points: z.coerce.number().int().min(1).max(mostPoints).default(500) }),
    reply: pointRangeSchema,
  }),
  /** Many small stretches at once, for the trends in rows; `ids` comma separated, at most 100. */
  trends: endpoint('GET', '/api/trends', {
    access: 'site:read',
    query: z.object({
      ids: z.string().max(2000),
      fromMs: time,
      toMs: time,
      points: z.coerce.number().int().min(1).max(200).default(60),
    }),
    reply: z.object({ trends: z.array(pointRangeSchema) }),
  }),
  pins: endpoint('GET', '/api/pins', { access: 'site:read', reply: z.object({ seriesIds: z.array(z.string()) }) }),
  setPins: endpoint('PUT', '/api/pins', {
    access: 'pins:write',
    body: z.object({ seriesIds: z.array(z.string()).max(mostPins) }),
    reply: z.object({ seriesIds: z.array(z.string()) }),
  }),
};
