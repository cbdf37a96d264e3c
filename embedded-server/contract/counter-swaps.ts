/** Where a counter stood when the unit of its device was exchanged. */
import { z } from 'zod';

/** A counter and its two readings at the exchange, in its own unit; readings are stored as they came, whatever stands here. */
export const counterSwapSchema = z.object({
  fragment: z.string().max(200),
  series: z.string().max(200),
  lastOld: z.number(),
  firstNew: z.number(),
});
export type CounterSwap = z.infer<typeof counterSwapSchema>;

/** More counters than any meter has. */
export const mostCounters = 24;
