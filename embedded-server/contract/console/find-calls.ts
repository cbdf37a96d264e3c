/** Finding devices and values by a few words, for the palette. */
import { z } from 'zod';

import { consoleSeriesSchema } from '../measurements.ts';
import { endpoint } from '../endpoint.ts';

export const foundDeviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Name of the group it is shown in. */
  place: z.string().nullable(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

export const findCalls = {
  /** The best few, best first; words may be cut short, lack letters and stand in any order. */
  find: endpoint('GET', '/api/find', {
    access: 'site:read',
    query: z.object({ text: z.string().min(1).max(100), limit: z.coerce.number().int().min(1).max(50).default(6) }),
    reply: z.object({
      devices: z.array(foundDeviceSchema),
      series: z.array(consoleSeriesSchema),
      /** How many there are of both. */
      total: z.number().int(),
    }),
  }),
};
