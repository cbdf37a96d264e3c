import type { KeyboardEvent } from 'react';

import type { TreeRow } from '../../devices/group-tree.ts';
import { withAncestors } from '../../devices/group-tree.ts';

interface TreeKeys {
  rows: readonly TreeRow[];
  /** The chosen group; undefined = the whole site, the row above all groups. */
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
  onToggle: (id: string) => void;
}

/** Arrow keys in the tree: up and down choose, right opens or goes in, left closes or goes out. */
export function useTreeKeys({ rows, chosen, onChoose, onToggle }: TreeKeys): (event: KeyboardEvent) => void {
  const ids = [undefined, ...rows.map(({ group }) => group.id)];
  const at = Math.max(0, ids.indexOf(chosen));
  const row = rows[at - 1];
  const choose = (index: number) => onChoose(ids[Math.min(ids.length - 1, Math.max(0, index))]);
  const acts: Record<string, () => void> = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at - 1),
    Home: () => choose(0),
    End: () => choose(ids.length - 1),
    ArrowRight: () => {
      if (!row?.hasChildren) return;
      if (row.open) choose(at + 1);
      else onToggle(row.group.id);
    },
    ArrowLeft: () => {
      if (!row) return;
      if (row.open) onToggle(row.group.id);
      else onChoose(withAncestors(rows.map(({ group }) => group), row.group.id)[1]?.id);
    },
  };
  return (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
