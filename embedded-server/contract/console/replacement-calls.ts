/** Exchanging a broken unit while the device with its history stays. */
import { z } from 'zod';

import { counterSwapSchema, mostCounters } from '../counter-swaps.ts';
import { done, endpoint, idParam } from '../endpoint.ts';
import { deviceSecretSchema } from './device-calls.ts';

export const replacementCalls = {
  /** Devices that may be the new unit, added last first. */
  replacementCandidates: endpoint('GET', '/api/devices/:id/replacement-candidates', {
    access: 'devices:write',
    params: idParam,
    query: z.object({ search: z.string().max(100).optional() }),
    reply: z.object({
      candidates: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          type: z.string().nullable(),
          createdMs: z.number().int(),
          heardMs: z.number().int().nullable(),
          externalIds: z.array(z.string()),
        }),
      ),
    }),
  }),
  /** What counts up at a device, with its last reading: what may be given at an exchange. */
  counters: endpoint('GET', '/api/devices/:id/counters', {
    access: 'devices:write',
    params: idParam,
    reply: z.object({ counters: z.array(counterSwapSchema.pick({ fragment: true, series: true }).extend({ unit: z.string().nullable(), last: z.number() })) }),
  }),
  /** `unitId`: the device the new unit is so far; null makes a secret for one that is not connected yet. `counters`: where they stood. */
  replaceDevice: endpoint('POST', '/api/devices/:id/replacement', {
    access: 'devices:write',
    params: idParam,
    body: z.object({ unitId: z.string().regex(/^\d{1,16}$/).nullable(), counters: z.array(counterSwapSchema).max(mostCounters).default([]) }),
    reply: z.object({ id: z.string(), secret: deviceSecretSchema.nullable() }),
  }),
  /** Both are again what they were. */
  undoReplacement: endpoint('POST', '/api/replacements/:id/undo', { access: 'devices:write', params: idParam, reply: done }),
};
