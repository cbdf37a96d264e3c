/** Devices that register themselves: announced, seen asking, accepted, given their credential once. */
import { z } from 'zod';

import { done, endpoint } from '../endpoint.ts';

export const registrationStates = ['unannounced', 'announced', 'knocking', 'lapsed', 'accepted', 'expired', 'connected'] as const;

const registrationId = z.string().trim().min(1).max(200);

/** Times are ms UTC. */
export const registrationSchema = z.object({
  id: z.string(),
  /**
   * `unannounced`: it asks, but nobody announced it: it has to be announced before it can be accepted. `knocking`: it asked within the last 15 minutes; `lapsed`: it asked, but no longer. `accepted`: it may fetch its
   * credential until `untilMs`; `expired`: it did not. `connected`: it has its credential.
   */
  state: z.enum(registrationStates),
  /** Where it asked from. */
  address: z.string().nullable(),
  changedMs: z.number().int(),
  untilMs: z.number().int().nullable(),
  /** Null while nobody has. */
  announcedBy: z.string().nullable(),
  /** Only a device that gives the announced token gets in. */
  hasToken: z.boolean(),
  /** The device it has become; null until it has said what it is. */
  deviceId: z.string().nullable(),
});
export type ConsoleRegistration = z.infer<typeof registrationSchema>;

export const registrationCalls = {
  registrations: endpoint('GET', '/api/registrations', {
    access: 'devices:write',
    reply: z.object({ registrations: z.array(registrationSchema) }),
  }),
  /** Those that are announced or registered already are refused, the others announced. */
  announceDevices: endpoint('POST', '/api/registrations', {
    access: 'devices:write',
    body: z.object({ ids: z.array(registrationId).min(1).max(500), securityToken: z.string().trim().min(1).max(200).optional() }),
    reply: z.object({ announced: z.number().int(), refused: z.array(z.object({ id: z.string() })) }),
  }),
  acceptRegistration: endpoint('POST', '/api/registrations/accept', {
    access: 'devices:write',
    body: z.object({ id: registrationId, securityToken: z.string().trim().min(1).max(200).optional() }),
    reply: done,
  }),
  refuseRegistration: endpoint('POST', '/api/registrations/refuse', {
    access: 'devices:write',
    body: z.object({ id: registrationId }),
    reply: done,
  }),
};
