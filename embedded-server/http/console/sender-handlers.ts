/** Refused requests of devices: whose they were, and how a new device fares. */
import { deviceAttempts, forgetSender, heedSender, ignoreSender, listUnknownSenders } from '../../flows/unknown-senders.ts';
import type { ConsoleHandlers } from './call.ts';

type SenderCalls = 'unknownSenders' | 'ignoreSender' | 'heedSender' | 'forgetSender' | 'deviceAttempts';

const done = { ok: true } as const;

export const senderHandlers: Pick<ConsoleHandlers, SenderCalls> = {
  unknownSenders: ({ tenant }) => ({ senders: listUnknownSenders(tenant) }),
  ignoreSender: ({ tenant }, { key }) => ignoreSender(tenant, key).then(() => done),
  heedSender: ({ tenant }, { key }) => heedSender(tenant, key).then(() => done),
  forgetSender({ tenant }, { key }) {
    forgetSender(tenant, key);
    return done;
  },
  deviceAttempts: ({ tenant }, { id, sinceMs }) => deviceAttempts(tenant, id, sinceMs),
};
