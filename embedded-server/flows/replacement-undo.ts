/** What takes a replacement back, as it is kept beside it. */
import { z } from 'zod';

import { childKinds } from '../managed-objects/managed-object-store.ts';

const reference = z.object({ id: z.number(), kind: z.enum(childKinds) });
const externalId = z.object({ type: z.string(), externalId: z.string() });

/** Of the unit's own object; null when it had none. */
const unitSchema = z.object({
  name: z.string().nullable(),
  type: z.string().nullable(),
  fragments: z.record(z.string(), z.unknown()),
  credentials: z.array(z.string()),
  externalIds: z.array(externalId),
  parents: z.array(reference),
  children: z.array(reference),
  alarms: z.array(z.number()),
  events: z.array(z.number()),
  operations: z.array(z.number()),
});

export const replacementUndoSchema = z.object({
  owner: z.string(),
  /** Fragments of the device that were the old unit's; null = it had none of that name. */
  fragments: z.record(z.string(), z.unknown()),
  /** The old unit's credentials; the hash is hexadecimal. */
  credentials: z.array(z.object({ userName: z.string(), hash: z.string() })),
  externalIds: z.array(externalId),
  /** What the device hung on. */
  deviceParents: z.array(z.number()),
  unit: unitSchema.nullable(),
});
export type ReplacementUndo = z.infer<typeof replacementUndoSchema>;
export type UnitUndo = z.infer<typeof unitSchema>;
