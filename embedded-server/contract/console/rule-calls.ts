/** Rules. */
import { z } from 'zod';

import { endpoint, done, idParam } from '../endpoint.ts';
import { ruleDraftSchema, ruleSchema } from '../rules.ts';

/** The version a change was made from: another one saved meanwhile makes it a conflict, and nothing is lost. */
const baseVersion = z.number().int().positive();

/** One save of a rule. */
export const ruleVersionSchema = z.object({
  version: z.number().int(),
  changedMs: z.number().int(),
  changedBy: z.string(),
  /** The version that was put back by it. */
  restoredFrom: z.number().int().nullable(),
  draft: ruleDraftSchema,
});
export type RuleVersion = z.infer<typeof ruleVersionSchema>;

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
    body: ruleDraftSchema.and(z.object({ baseVersion: baseVersion.optional() })),
    reply: ruleSchema,
  }),
  /** Every save, newest first. */
  ruleVersions: endpoint('GET', '/api/rules/:id/versions', {
    access: 'site:read',
    params: idParam,
    reply: z.object({ versions: z.array(ruleVersionSchema) }),
  }),
  /** Saves an older version, or the last one of a deleted rule, as the next. */
  restoreRule: endpoint('POST', '/api/rules/:id/restore', {
    access: 'rules:write',
    params: idParam,
    body: z.object({ version: z.number().int().positive(), baseVersion }),
    reply: ruleSchema,
  }),
  /** Deletes the rule; its active alarms end. */
  deleteRule: endpoint('DELETE', '/api/rules/:id', { access: 'rules:write', params: idParam, reply: done }),
};
