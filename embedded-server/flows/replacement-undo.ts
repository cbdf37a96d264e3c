/** What is kept beside a replacement: what takes it back, and where counters stood. */
import { z } from 'zod';

import { counterSwapSchema } from '#contract/counter-swaps.ts';

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

const keptSwapSchema = counterSwapSchema.extend({ fromMs: z.number() });
/** `fromMs`: readings from then on are the new counter's. */
export type KeptSwap = z.infer<typeof keptSwapSchema>;

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
  counters: z.array(keptSwapSchema).default([]),
});
export type ReplacementUndo = z.infer<typeof replacementUndoSchema>;
export type UnitUndo = z.infer<typeof unitSchema>;
