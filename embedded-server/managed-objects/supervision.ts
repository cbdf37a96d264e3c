/** Whether a device's silence raises an alarm: fragment `valvomo_Supervision`, which only people set. Pure. */
import type { JsonObject } from '#contract/wire.ts';

export const supervisionFragment = 'valvomo_Supervision';

/** `off`: nobody wants to be told. Otherwise the required interval counts where there is one, else the learned. */
export function supervisionOf(fragments: JsonObject): 'on' | 'off' {
  const content = fragments[supervisionFragment];
  return typeof content === 'object' && content !== null && 'silence' in content && content.silence === 'off' ? 'off' : 'on';
}
