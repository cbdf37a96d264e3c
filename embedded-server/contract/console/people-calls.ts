/** People of the site. */
import { z } from 'zod';

import { endpoint, done } from '../endpoint.ts';
import { passwordSchema, personSchema, roleSchema, userNameSchema } from '../tenants.ts';

/** A session as administrators see it. Times are ms UTC. */
export const personSessionSchema = z.object({
  /** Tells it from the others; opens nothing. */
  session: z.string(),
  /** Where it is, when that is another site. */
  visiting: z.string().nullable(),
  address: z.string(),
  begunMs: z.number().int(),
  activeMs: z.number().int(),
});
export type PersonSession = z.infer<typeof personSessionSchema>;

export const peopleCalls = {
  people: endpoint('GET', '/api/people', {
    access: 'people:read',
    reply: z.object({ people: z.array(personSchema) }),
  }),
  addPerson: endpoint('POST', '/api/people', {
    access: 'people:write',
    stepUp: true,
    body: z.object({ userName: userNameSchema, role: roleSchema, password: passwordSchema }),
    reply: personSchema,
  }),
  /** Role, password and disabling end that person's sessions at once. */
  updatePerson: endpoint('PUT', '/api/people/:userName', {
    access: 'people:write',
    stepUp: true,
    params: z.object({ userName: z.string().min(1).max(64) }),
    body: z.object({ role: roleSchema.optional(), disabled: z.boolean().optional(), password: passwordSchema.optional() }),
    reply: personSchema,
  }),
  /** Give somebody the whole installation to look after, or take it from them: for who has it. Ends their sessions. */
  setPlatformAdministrator: endpoint('PUT', '/api/people/:userName/platform', {
    access: 'sites:write',
    stepUp: true,
    params: z.object({ userName: z.string().min(1).max(64) }),
    body: z.object({ platformAdministrator: z.boolean() }),
    reply: personSchema,
  }),
  /** Where somebody is signed in now, newest first. */
  personSessions: endpoint('GET', '/api/people/:userName/sessions', {
    access: 'people:read',
    params: z.object({ userName: z.string().min(1).max(64) }),
    reply: z.object({ sessions: z.array(personSessionSchema) }),
  }),
  /** End one of them. */
  endSession: endpoint('DELETE', '/api/people/:userName/sessions/:session', {
    access: 'people:write',
    params: z.object({ userName: z.string().min(1).max(64), session: z.string().regex(/^[0-9a-f]{16}$/) }),
    reply: done,
  }),
  endSessions: endpoint('DELETE', '/api/people/:userName/sessions', {
    access: 'people:write',
    params: z.object({ userName: z.string().min(1).max(64) }),
    reply: done,
  }),
};
