/** Requests of devices that were refused: how a device fares that is being connected, and who else knocks. */
import { z } from 'zod';

import { done, endpoint, idParam, time } from '../endpoint.ts';
import { attemptSchema, unknownSenderSchema } from '../senders.ts';

const keyParam = z.object({ key: z.string().regex(/^[0-9a-f]{16}$/) });

export const senderCalls = {
  /** Who knocks and is not let in, newest first; ignored ones too, marked. */
  unknownSenders: endpoint('GET', '/api/senders', {
    access: 'devices:write',
    reply: z.object({ senders: z.array(unknownSenderSchema) }),
  }),
  /** Hide a sender for a week. */
  ignoreSender: endpoint('POST', '/api/senders/:key/ignore', { access: 'devices:write', params: keyParam, reply: done }),
  /** Undo of ignoring. */
  heedSender: endpoint('POST', '/api/senders/:key/heed', { access: 'devices:write', params: keyParam, reply: done }),
  /** Forget what a sender did; it is listed again when it comes again. */
  forgetSender: endpoint('DELETE', '/api/senders/:key', { access: 'devices:write', params: keyParam, reply: done }),
  /** What came from a device, or seems to have been meant to, since a moment. */
  deviceAttempts: endpoint('GET', '/api/devices/:id/attempts', {
    access: 'devices:write',
    params: idParam,
    query: z.object({ sinceMs: time.default(0) }),
    reply: z.object({
      /** Its last request that was taken. */
      accepted: z.object({ address: z.string(), local: z.boolean(), timeMs: z.number().int() }).nullable(),
      /** Refusals that are about this device, oldest first. */
      attempts: z.array(attemptSchema),
      /** Refusals that could be about any device, oldest first. */
      strangers: z.array(attemptSchema),
    }),
  }),
};
