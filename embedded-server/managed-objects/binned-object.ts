/** What is kept of an object while it lies in the bin: everything that was taken from elsewhere. */
import { z } from 'zod';

import { childKinds } from './managed-object-store.ts';

const id = z.number().int();
const reference = z.object({ id, kind: z.enum(childKinds) });

export const keptSchema = z.object({
  isDevice: z.boolean(),
  isGroup: z.boolean(),
  parents: z.array(reference),
  children: z.array(reference),
  /** A group's members were moved to the group it was in. */
  movedTo: id.nullable(),
  externalIds: z.array(z.object({ type: z.string(), externalId: z.string() })),
  /** Hashes are base64. */
  credentials: z.array(z.object({ userName: z.string(), secretHash: z.string(), createdMs: z.number(), usedMs: z.number().nullable() })),
  /** Open alarms as they were, by their rows' columns. */
  alarms: z.array(
    z.object({
      id,
      type: z.string(),
      active: z.number(),
      acknowledged: z.number(),
      ended_ms: z.number().nullable(),
      updated_ms: z.number(),
      acknowledged_by: z.string().nullable(),
      acknowledged_ms: z.number().nullable(),
    }),
  ),
  /** Where rules stood, with the version of the rule. */
  standings: z.array(z.object({ ruleId: z.string(), version: z.number(), targetId: id, state: z.string() })),
});
export type Kept = z.infer<typeof keptSchema>;

export function keptOf(json: string): Kept {
  return keptSchema.parse(JSON.parse(json));
}
