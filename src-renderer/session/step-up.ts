/** Administration asks for the password again after a while; what was being done then goes on. */
import { create } from 'zustand';

import { errorCodeOf } from '../api/api-error.ts';

interface Waiting {
  /** The password was given. */
  goOn: () => void;
  /** The person would rather not. */
  giveUp: () => void;
}

const useStore = create<{ waiting: Waiting | null }>(() => ({ waiting: null }));

/** What waits for the password; null while nothing does. */
export function useWaitingForPassword(): Waiting | null {
  return useStore(({ waiting }) => waiting);
}

/** Resolves true when the password was given, false when the person gave up. */
function passwordGiven(): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (given: boolean) => () => {
      useStore.setState({ waiting: null });
      resolve(given);
    };
    useStore.setState({ waiting: { goOn: settle(true), giveUp: settle(false) } });
  });
}

/**
 * Do something that may need the password again: where the core asks for it, the dialog opens and the act is
 * done afterwards.
 * @throws what the act throws; the core's 'step-up-required' when the person gives up.
 */
export async function withStepUp<Reply>(act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await act();
  } catch (error) {
    if (errorCodeOf(error) !== 'step-up-required' || !(await passwordGiven())) throw error;
    return act();
  }
}

/** For the dialog and for tests: what waits now. */
export function waitingForPassword(): Waiting | null {
  return useStore.getState().waiting;
}
