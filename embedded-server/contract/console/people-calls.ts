/** People of the site. */
import { z } from 'zod';

import { endpoint, done } from '../endpoint.ts';
import { passwordSchema, personSchema, roleSchema, userNameSchema } from '../tenants.ts';

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
  endSessions: endpoint('DELETE', '/api/people/:userName/sessions', {
    access: 'people:write',
    params: z.object({ userName: z.string().min(1).max(64) }),
    reply: done,
  }),
};
