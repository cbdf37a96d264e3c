/** Rules. */
import { z } from 'zod';

import { endpoint, done, idParam } from '../endpoint.ts';
import { ruleDraftSchema, ruleSchema } from '../rules.ts';

export const ruleCalls = {
  rules: endpoint('GET', '/api/rules', {
    access: 'site:read',
    reply: z.object({
      rules: z.array(ruleSchema.extend({ open: z.number().int(), lastRaisedMs: z.number().int().nullable() })),
    }),
  }),
  addRule: endpoint('POST', '/api/rules', { access: 'rules:write', body: ruleDraftSchema, reply: ruleSchema }),
  updateRule: endpoint('PUT', '/api/rules/:id', {
    access: 'rules:write',
    params: idParam,
    body: ruleDraftSchema,
    reply: ruleSchema,
  }),
  /** Deletes the rule; its active alarms end. */
  deleteRule: endpoint('DELETE', '/api/rules/:id', { access: 'rules:write', params: idParam, reply: done }),
};
