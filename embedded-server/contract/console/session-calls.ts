/** Getting in, staying in, leaving. */
import { z } from 'zod';

import { endpoint, done } from '../endpoint.ts';
import { lockSchema } from '../locks.ts';
import { passwordSchema, sessionSchema, siteSchema, userNameSchema } from '../tenants.ts';
import { timeZoneSchema } from '../time.ts';
import { siteSummarySchema } from './site-calls.ts';

/** What the console asks first, signed in or not. */
export const consoleStateSchema = z.object({
  /** Whether somebody has claimed this installation; until then only the setup page works. */
  claimed: z.boolean(),
  version: z.string(),
  /** The core's clock, for ages and for noticing a wrong one. */
  nowMs: z.number(),
  /** The core machine's own time zone, proposed at setup. */
  hostTimeZone: z.string(),
  deviceUrl: z.string(),
  /** The newest message of the feed at this moment: who follows from here misses nothing. Null without a session. */
  feedId: z.string().nullable(),
  session: sessionSchema.nullable(),
  /** The console is locked: whose it is. Null with a session and after the lock's end. */
  lock: lockSchema.nullable(),
  site: siteSchema.nullable(),
});
export type ConsoleState = z.infer<typeof consoleStateSchema>;

export const sessionCalls = {
  state: endpoint('GET', '/api/state', { access: 'public', reply: consoleStateSchema }),
  setup: endpoint('POST', '/api/setup', {
    access: 'public',
    body: z.object({
      setupToken: z.string().min(16).max(128),
      userName: userNameSchema,
      password: passwordSchema,
      siteName: siteSchema.shape.name,
      timeZone: timeZoneSchema,
    }),
    reply: z.object({ session: sessionSchema, bootstrap: z.object({ userName: z.string(), password: z.string() }) }),
  }),
  /** `userName` may be `tenant/user`; without a tenant it is `main`. */
  login: endpoint('POST', '/api/login', {
    access: 'public',
    body: z.object({ userName: z.string().min(1).max(200), password: z.string().min(1).max(256) }),
    reply: z.object({ session: sessionSchema }),
  }),
  logout: endpoint('POST', '/api/logout', { access: 'session', reply: done }),
  /** Ends the session; what is left of it is the lock picture, until the session's longest time. */
  lock: endpoint('POST', '/api/session/lock', { access: 'session', reply: done }),
  /** All that a locked console shows. */
  lockPicture: endpoint('GET', '/api/session/lock', {
    access: 'lock',
    reply: siteSummarySchema.pick({ open: true, unacknowledged: true }).extend({ nowMs: z.number() }),
  }),
  /** A new session for whose lock it is. */
  unlock: endpoint('POST', '/api/session/unlock', {
    access: 'lock',
    body: z.object({ password: z.string().min(1).max(256) }),
    reply: z.object({ session: sessionSchema }),
  }),
  /** Pointer and keys only, at most once a minute: the one thing that extends the idle clock. */
  activity: endpoint('POST', '/api/session/activity', { access: 'session', reply: z.object({ session: sessionSchema }) }),
  /** Give the password again for administration. */
  stepUp: endpoint('POST', '/api/session/step-up', {
    access: 'session',
    body: z.object({ password: z.string().min(1).max(256) }),
    reply: z.object({ session: sessionSchema }),
  }),
  changeOwnPassword: endpoint('PUT', '/api/session/password', {
    access: 'session',
    body: z.object({ current: z.string().min(1).max(256), next: passwordSchema }),
    reply: z.object({ session: sessionSchema }),
  }),
};
