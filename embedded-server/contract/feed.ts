/**
 * The live feed, core to console, one per tenant: numbered messages over one WebSocket
 * (`GET /api/feed?since=<epoch.seq>`). A client that reconnects names the last id it saw and gets what
 * it missed; when the epoch is another (the core restarted) or the gap is too old it gets `resync`
 * and asks for everything anew.
 */
import { z } from 'zod';

import { consoleAlarmSchema } from './alarms.ts';
import { sessionEndingSchema } from './locks.ts';
import { jobProgressSchema } from './jobs.ts';

/** `[seriesId, timeMs, value]` of the newest point of a series. */
export const feedPointSchema = z.tuple([z.string(), z.number().int(), z.number()]);
export type FeedPoint = z.infer<typeof feedPointSchema>;

export const feedBodySchema = z.discriminatedUnion('kind', [
  /** An alarm was raised, repeated, acknowledged, noted or ended: its whole new picture. */
  z.object({ kind: z.literal('alarm'), alarm: consoleAlarmSchema }),
  /** An alarm is gone (deleted). */
  z.object({ kind: z.literal('alarm-removed'), alarmId: z.string() }),
  /** Newest values, coalesced per series over a short while (about 250 ms). */
  z.object({ kind: z.literal('points'), points: z.array(feedPointSchema) }),
  /** Devices were heard from: `[deviceId, arrivalMs]`, coalesced likewise. */
  z.object({ kind: z.literal('heard'), devices: z.array(z.tuple([z.string(), z.number().int()])) }),
  /** How far a running job is, at most four times a second. */
  jobProgressSchema.extend({ kind: z.literal('job') }),
  /** Something else changed; what is cached of this subject is to be asked for again. */
  z.object({
    kind: z.literal('changed'),
    subject: z.enum(['devices', 'groups', 'series', 'rules', 'people', 'site', 'pins', 'views', 'filters', 'support', 'tokens', 'jobs', 'senders', 'demo', 'operations']),
  }),
]);
export type FeedBody = z.infer<typeof feedBodySchema>;

/** Messages about the connection itself; they are not part of the numbered sequence. */
const controlSchema = z.discriminatedUnion('kind', [
  /** Opens every connection; `id` is the newest number given out. */
  z.object({ kind: z.literal('hello'), id: z.string(), timeMs: z.number() }),
  /** Every second, so that silence means trouble. */
  z.object({ kind: z.literal('beat'), timeMs: z.number() }),
  /** What was missed cannot be told any more: ask for everything anew, then go on from `id`. */
  z.object({ kind: z.literal('resync'), id: z.string() }),
  /** The session ended; the socket is closed next. */
  z.object({ kind: z.literal('session-ended'), ending: sessionEndingSchema }),
]);

/** What travels. */
export const feedMessageSchema = z.union([z.object({ id: z.string() }).and(feedBodySchema), controlSchema]);
export type FeedMessage = z.infer<typeof feedMessageSchema>;

/** Wire form of a message id. */
export function feedId(epoch: string, seq: number): string {
  return `${epoch}.${seq}`;
}
