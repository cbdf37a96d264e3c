import { type DragEvent, useState } from 'react';

import { type Dragged, isDragged, readDragged } from '../../devices/dragged.ts';

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
