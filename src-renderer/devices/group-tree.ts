/** The groups as a tree: what is shown of it, and which is worst. All pure. */
import type { ConsoleGroup } from '#contract/managed-objects.ts';

export interface TreeRow {
  group: ConsoleGroup;
  /** 1 for groups that are in no other. */
  level: number;
  hasChildren: boolean;
  open: boolean;
}

type Children = ReadonlyMap<string | null, ConsoleGroup[]>;

/** Groups by the one they are in. A parent that is not among them counts as none. */
function childrenOf(groups: readonly ConsoleGroup[]): Children {
  const known = new Set(groups.map(({ id }) => id));
  return Map.groupBy(groups, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));
}

/** The rows of the tree from top to bottom; what is in a closed group is left out. */
export function treeRows(groups: readonly ConsoleGroup[], closed: ReadonlySet<string>): TreeRow[] {
  const children = childrenOf(groups);
  const rowsIn = (parentId: string | null, level: number): TreeRow[] =>
    (children.get(parentId) ?? []).flatMap((group) => {
      const hasChildren = children.has(group.id);
      const open = hasChildren && !closed.has(group.id);
      return [{ group, level, hasChildren, open }, ...(open ? rowsIn(group.id, level + 1) : [])];
    });
  return rowsIn(null, 1);
}

/** A group and those it is in, from the inside out. */
export function withAncestors(groups: readonly ConsoleGroup[], id: string | null): ConsoleGroup[] {
  const found: ConsoleGroup[] = [];
  let group = groups.find((candidate) => candidate.id === id);
  while (group && !found.includes(group)) {
    found.push(group);
    const { parentId } = group;
    group = groups.find((candidate) => candidate.id === parentId);
  }
  return found;
}

/**
 * The worst alarm in each group, groups within groups included.
 * @param alarms worst first, as the core lists them.
 */
export function worstByGroup<Alarm extends { groupId: string | null }>(
  groups: readonly ConsoleGroup[],
  alarms: readonly Alarm[],
): ReadonlyMap<string, Alarm> {
  const worst = new Map<string, Alarm>();
  for (const alarm of alarms) {
    for (const { id } of withAncestors(groups, alarm.groupId)) if (!worst.has(id)) worst.set(id, alarm);
  }
  return worst;
}

/** "Cold store, Freezer room 1": where a group is, from the outside in. */
export function groupPath(groups: readonly ConsoleGroup[], id: string): string {
  return withAncestors(groups, id)
    .map(({ name }) => name)
    .reverse()
    .join(', ');
}
