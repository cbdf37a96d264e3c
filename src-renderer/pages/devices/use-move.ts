/** Moving devices and groups into a group: dropped there, or cut and put down there. Null stands for the site. */
import type { ConsoleDevice, ConsoleGroup } from '#contract/managed-objects.ts';

import { useMoveDevices } from '../../devices/bulk-acts.ts';
import type { Moved } from '../../devices/cut-inventory.ts';
import type { Dragged } from '../../devices/dragged.ts';
import { withAncestors } from '../../devices/group-tree.ts';
import { useMoveDevice, useUpdateGroup } from '../../devices/inventory-acts.ts';

/** Whether it would be somewhere else afterwards; a group cannot be inside itself. */
export function canMove(groups: readonly ConsoleGroup[], moved: Moved, onto: string | null): boolean {
  if (moved.kind === 'devices') return true;
  if (moved.kind === 'device') return moved.device.groupId !== onto;
  const { id, parentId } = moved.group;
  return parentId !== onto && !withAncestors(groups, onto).some((group) => group.id === id);
}

/** One is moved at once with Undo; several are a job, which is undone as a whole. */
export function useMove(groups: readonly ConsoleGroup[]): (moved: Moved, onto: string | null) => void {
  const moveDevice = useMoveDevice();
  const moveDevices = useMoveDevices();
  const { change, complain } = useUpdateGroup();
  return (moved, onto) => {
    if (!canMove(groups, moved, onto)) return;
    if (moved.kind === 'device') moveDevice(moved.device, onto);
    else if (moved.kind === 'devices') moveDevices.mutate({ devices: moved.selection, groupId: onto });
    else change(moved.group, { parentId: onto }).catch(complain(moved.group.name));
  };
}

/** What was dragged, as something that is moved; null when it is not there any more. */
export function movedOf(dragged: Dragged, groups: readonly ConsoleGroup[], devices: readonly ConsoleDevice[]): Moved | null {
  if (dragged.kind === 'group') {
    const group = groups.find(({ id }) => id === dragged.id);
    return group ? { kind: 'group', group } : null;
  }
  const [only, ...more] = dragged.ids;
  if (more.length > 0) return { kind: 'devices', selection: { ids: dragged.ids }, count: dragged.ids.length };
  const device = devices.find(({ id }) => id === only);
  return device ? { kind: 'device', device } : null;
}
