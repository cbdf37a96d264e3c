/** How the last session of this window ended; decides what the sign-in page says. */
import { create } from 'zustand';

/** `timed-out`: by the core, for idleness or its longest time. `left`: the person signed out. */
export type SessionEnding = 'timed-out' | 'left';

const useStore = create<{ ending: SessionEnding | null }>(() => ({ ending: null }));

export function noteSessionEnding(ending: SessionEnding | null): void {
  useStore.setState({ ending });
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
