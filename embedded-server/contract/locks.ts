/** How sessions end, and what is left of one that was locked. */
import { z } from 'zod';

import { roleSchema, siteSchema } from './tenants.ts';

/**
 * `signed-out`: by its person. `locked`: by its person, who means to come back. `idle`: nobody at the desk. `too-long`: its
 * longest time. `replaced`: by a newer one of the same person. `revoked`: by whoever administers. `moved`: it goes on in another site.
 */
export const sessionEndingSchema = z.enum(['signed-out', 'locked', 'idle', 'too-long', 'replaced', 'revoked', 'moved']);
export type SessionEnding = z.infer<typeof sessionEndingSchema>;

/** A locked console: whose it is. Times are ms UTC. */
export const lockSchema = z.object({
  tenant: z.string(),
  userName: z.string(),
  role: roleSchema,
  /** Its person locked it; else nobody was at the desk for `idleMs`. */
  asked: z.boolean(),
  idleMs: z.number(),
  lockedMs: z.number().int(),
  /** Afterwards name and password are asked for: the longest time of a session after it began. */
  endsMs: z.number().int(),
  longestMs: z.number(),
  site: siteSchema,
});
export type Lock = z.infer<typeof lockSchema>;
