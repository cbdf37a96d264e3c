/** What happens next in a site if nobody does anything: the soonest first. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';

/** Ms UTC. */
const moment = z.number().int();
const device = { deviceId: z.string(), deviceName: z.string() };

export const nextEventSchema = z.discriminatedUnion('kind', [
  /** Alarms of a device or group are announced again. */
  z.object({ kind: z.literal('maintenance-ends'), atMs: moment, name: z.string(), sinceMs: moment, reason: z.string() }),
  /** A condition that holds already will have held for long enough to be an alarm. */
  z.object({ kind: z.literal('alarm-due'), atMs: moment, ...device, text: z.string(), sinceMs: moment }),
  /** A device that should have spoken by now counts as silent from then. */
  z.object({ kind: z.literal('silence-due'), atMs: moment, ...device, heardMs: moment }),
  /** A shelved alarm comes back. */
  z.object({ kind: z.literal('shelving-ends'), atMs: moment, ...device, type: z.string(), text: z.string(), reason: z.string() }),
]);
export type NextEvent = z.infer<typeof nextEventSchema>;

/** As many as are read at a glance. */
export const nextShown = 6;

export const nextCalls = {
  next: endpoint('GET', '/api/next', {
    access: 'site:read',
    /** `more`: how many there are besides. */
    reply: z.object({ events: z.array(nextEventSchema), more: z.number().int() }),
  }),
};
