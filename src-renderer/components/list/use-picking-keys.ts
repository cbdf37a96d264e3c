import type { KeyboardEvent } from 'react';

import { type Move, moveSelection } from './move-selection.ts';

/** Rows that are picked for an act on several, and how picking goes. */
export interface RowPicking {
  picked: ReadonlySet<string>;
  toggle: (key: string) => void;
  /** Everything from where picking began to this row. */
  extend: (key: string) => void;
  all: () => void;
  clear: () => void;
}

interface PickingKeys {
  keys: readonly string[];
  selected: string | undefined;
  onSelect: (key: string) => void;
  picking: RowPicking | undefined;
}

const moves: Record<string, Move> = { ArrowDown: 'next', ArrowUp: 'previous', Home: 'first', End: 'last' };

/** In the list: Space picks the row, Shift with arrows a stretch, Ctrl A all. */
export function usePickingKeys({ keys, selected, onSelect, picking }: PickingKeys): (event: KeyboardEvent) => void {
  const actOf = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | null => {
    if (!picking) return null;
    if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') return picking.all;
    if (key === ' ' && selected !== undefined && !ctrlKey) return () => picking.toggle(selected);
    const move = shiftKey ? moves[key] : undefined;
    const next = move && moveSelection(keys, selected, move, 1);
    if (next === undefined) return null;
    return () => {
      picking.extend(next);
      onSelect(next);
    };
  };
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
}
