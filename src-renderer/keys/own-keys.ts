/** The person's own letters, as the core keeps them; the usual ones until it has told. */
import { create } from 'zustand';

import { type OwnKeys, ownKey } from './letter-keys.ts';

const useStore = create<{ own: OwnKeys }>(() => ({ own: {} }));

export function setOwnKeys(own: OwnKeys): void {
  useStore.setState({ own });
}

export function ownKeys(): OwnKeys {
  return useStore.getState().own;
}

/** A key as this person has it. */
export function useOwnKey(written: string): string {
  return useStore(({ own }) => ownKey(own, written));
}
