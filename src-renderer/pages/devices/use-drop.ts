import { type DragEvent, useState } from 'react';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { type Dragged, isDragged, readDragged } from '../../devices/dragged.ts';
import { useUpdateGroup } from '../../devices/inventory-acts.ts';

export interface DropProps {
  /** Something of ours is over it. */
  over: boolean;
  onDragOver: (event: DragEvent) => void;
  onDragLeave: () => void;
  onDrop: (event: DragEvent) => void;
}

/** Devices and groups can be dropped on it. */
export function useDrop(onDropped: ((dragged: Dragged) => void) | undefined): DropProps {
  const [over, setOver] = useState(false);
  return {
    over,
    onDragOver: (event) => {
      if (!onDropped || !isDragged(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event) => {
      setOver(false);
      const dragged = readDragged(event.dataTransfer);
      if (!onDropped || !dragged) return;
      event.preventDefault();
      onDropped(dragged);
    },
  };
}

/** What dropping on a group of the tree does; null stands for the site. */
export function useDropOnGroup(groups: readonly ConsoleGroup[], onDevices: (ids: string[], groupId: string | null) => void) {
  const { change, complain } = useUpdateGroup();
  return (dragged: Dragged, onto: string | null): void => {
    if (dragged.kind === 'devices') return onDevices(dragged.ids, onto);
    const group = groups.find(({ id }) => id === dragged.id);
    if (!group || group.id === onto || group.parentId === onto) return;
    change(group, { parentId: onto }).catch(complain(group.name));
  };
}
