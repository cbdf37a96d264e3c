/** Tells the core that a person is at the console: pointer and keys only, at most once a minute. */
import type { QueryClient } from '@tanstack/react-query';

import type { ConsoleState } from '#contract/console/session-calls.ts';

import { call } from './client.ts';
import { queryKeys } from './query-keys.ts';

const quietMs = 60_000;
const signs = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;

/** Whether enough time has passed since the core was told. */
export function isDue(lastToldMs: number, nowMs: number): boolean {
  return nowMs - lastToldMs >= quietMs || nowMs < lastToldMs;
}

async function tell(client: QueryClient): Promise<void> {
  try {
    const { session } = await call('activity', {});
    client.setQueryData<ConsoleState>(queryKeys.state, (state) => state && { ...state, session });
  } catch {
    // The feed and the next call say what is wrong; activity alone is not worth a message.
  }
}

/** Watch for signs of a person. @returns stops watching. */
export function watchActivity(client: QueryClient): () => void {
  let lastToldMs = -Infinity;
  const onSign = (): void => {
    if (!isDue(lastToldMs, Date.now())) return;
    lastToldMs = Date.now();
    void tell(client);
  };
  for (const sign of signs) window.addEventListener(sign, onSign, { passive: true });
  return () => {
    for (const sign of signs) window.removeEventListener(sign, onSign);
  };
}
