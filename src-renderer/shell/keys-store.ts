/** Whether the list of keys is open. */
import { create } from 'zustand';

export const useKeysOpen = create<{ open: boolean }>(() => ({ open: false }));

export function openKeys(): void {
  useKeysOpen.setState({ open: true });
}

export function closeKeys(): void {
  useKeysOpen.setState({ open: false });
}
