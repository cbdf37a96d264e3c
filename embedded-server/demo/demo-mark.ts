import type { JsonObject } from '#contract/wire.ts';

/** Whether an object of the inventory belongs to the demo site. */
export function isDemoMarked(fragments: JsonObject): boolean {
  return fragments['valvomo_Demo'] !== undefined;
}
