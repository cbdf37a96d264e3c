/** What was cut to be moved into another group: nothing leaves its place before it is put down. */
import { create } from 'zustand';

import type { ConsoleDevice, ConsoleGroup } from '#contract/managed-objects.ts';

import type { Selection } from './bulk-acts.ts';

export type Moved =
  | { kind: 'device'; device: Pick<ConsoleDevice, 'id' | 'name' | 'groupId'> }
  | { kind: 'devices'; selection: Selection; count: number }
  | { kind: 'group'; group: ConsoleGroup };

export const useCut = create<{ moved: Moved | null }>(() => ({ moved: null }));

export function cutToMove(moved: Moved): void {
  useCut.setState({ moved });
}

export function leaveCut(): void {
  useCut.setState({ moved: null });
}

const nobody: ReadonlySet<string> = new Set();

/** Ids of what is drawn as cut; of a selection that reaches beyond the list, none. */
export function cutIds(moved: Moved | null): ReadonlySet<string> {
  if (moved === null) return nobody;
  if (moved.kind === 'device') return new Set([moved.device.id]);
  if (moved.kind === 'group') return new Set([moved.group.id]);
  return 'ids' in moved.selection ? new Set(moved.selection.ids) : nobody;
}
