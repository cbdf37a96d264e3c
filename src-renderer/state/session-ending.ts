/** How the last session of this window ended; decides what the sign-in page says. */
import { create } from 'zustand';

import type { SessionEnding as CoreEnding } from '#contract/locks.ts';

/**
 * As the core said it, which for `signed-out` means in another tab. `left`: the person signed out here. `unknown`: a call was
 * refused before the core's word came.
 */
export type SessionEnding = CoreEnding | 'left' | 'unknown';

const useStore = create<{ ending: SessionEnding | null }>(() => ({ ending: null }));

export function noteSessionEnding(ending: SessionEnding | null): void {
  useStore.setState({ ending });
}

/** How it ended, as far as that is known; null while one goes on. */
export function sessionEnding(): SessionEnding | null {
  return useStore.getState().ending;
}

/** The core's word that a replaced session has ended may come a little after the new one. */
const latestWordMs = 2000;
let renewals = 0;

/** Do something that puts a new session in the place of the one there is. */
export async function whileRenewing<Reply>(act: () => Promise<Reply>): Promise<Reply> {
  renewals += 1;
  const over = () => {
    renewals -= 1;
  };
  try {
    const reply = await act();
    setTimeout(over, latestWordMs);
    return reply;
  } catch (error) {
    over();
    throw error;
  }
}

/** A session that ends now is being replaced: the person stays. */
export function isRenewing(): boolean {
  return renewals > 0;
}

export function useSessionEnding(): SessionEnding | null {
  return useStore(({ ending }) => ending);
}
