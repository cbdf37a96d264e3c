/** What is deleted and can be restored; changes of groups. */
import { z } from 'zod';

import { done, endpoint, idParam, limit } from '../endpoint.ts';
import { consoleGroupSchema } from '../managed-objects.ts';

/** What was deleted is erased after this. */
export const binKeptDays = 30;

export const binnedObjectSchema = z.object({
  id: z.string(),
  kind: z.enum(['device', 'group']),
  name: z.string(),
  type: z.string().nullable(),
  /** Name of the group it was in. */
  groupName: z.string().nullable(),
  deletedMs: z.number().int(),
  deletedBy: z.string(),
  /** When it will be erased. */
  erasedMs: z.number().int(),
});
export type BinnedObject = z.infer<typeof binnedObjectSchema>;

export const binCalls = {
  /** Gone from lists, counts and rules at once; its credential stops working. It can be restored for 30 days. */
  deleteDevice: endpoint('DELETE', '/api/devices/:id', { access: 'devices:write', params: idParam, reply: done }),
  /** The group goes, its members move to the group it was in. It can be restored like a device. */
  deleteGroup: endpoint('DELETE', '/api/groups/:id', { access: 'devices:write', params: idParam, reply: done }),
  updateGroup: endpoint('PUT', '/api/groups/:id', {
    access: 'devices:write',
    params: idParam,
    body: z.object({ name: z.string().trim().min(1).max(120).optional(), parentId: z.string().nullable().optional() }),
    reply: consoleGroupSchema,
  }),
  /** Newest first; `before` is `deletedMs` and id of the last one seen. */
  bin: endpoint('GET', '/api/bin', {
    access: 'site:read',
    query: z.object({ beforeMs: z.coerce.number().int().optional(), beforeId: idParam.shape.id.optional(), limit }),
    reply: z.object({ objects: z.array(binnedObjectSchema), total: z.number().int(), more: z.boolean() }),
  }),
  /** Everything it had is its own again, but for names that somebody else has taken meanwhile. */
  restore: endpoint('POST', '/api/bin/:id/restore', { access: 'devices:write', params: idParam, reply: binnedObjectSchema.pick({ id: true, kind: true, name: true }) }),
};
