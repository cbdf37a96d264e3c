/** How the last session of this window ended; decides what the sign-in page says. */
import { create } from 'zustand';

/** `timed-out`: by the core, for idleness or its longest time. `left`: the person signed out. */
export type SessionEnding = 'timed-out' | 'left';

const useStore = create<{ ending: SessionEnding | null }>(() => ({ ending: null }));

export function noteSessionEnding(ending: SessionEnding | null): void {
  useStore.setState({ ending });
}

export function useSessionEnding(): SessionEnding | null {
  return useStore(({ ending }) => ending);
}
