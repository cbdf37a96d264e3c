import { expect, test } from 'vitest';

import type { ConsoleDevice, ConsoleGroup } from '#contract/managed-objects.ts';

import { canMove, movedOf } from './use-move.ts';

const group = (id: string, parentId: string | null) => ({ id, parentId, name: `group ${id}` }) as ConsoleGroup;
const device = (id: string, groupId: string | null) => ({ id, groupId, name: `device ${id}` }) as ConsoleDevice;
const groups = [group('1', null), group('2', '1'), group('3', '2')];

test('a group moves anywhere but where it is and into itself', () => {
  const moved = { kind: 'group', group: group('2', '1') } as const;
  expect(canMove(groups, moved, null)).toBe(true);
  expect(['1', '2', '3'].map((onto) => canMove(groups, moved, onto))).toEqual([false, false, false]);
});

test('a device moves anywhere but where it is', () => {
  const moved = { kind: 'device', device: device('9', '2') } as const;
  expect(['1', '2', null].map((onto) => canMove(groups, moved, onto))).toEqual([true, false, true]);
});

test('what is dragged is one device, several, or a group; what is gone is nothing', () => {
  const devices = [device('9', '2')];
  expect(movedOf({ kind: 'devices', ids: ['9'] }, groups, devices)).toEqual({ kind: 'device', device: devices[0] });
  expect(movedOf({ kind: 'devices', ids: ['9', '10'] }, groups, devices)).toEqual({ kind: 'devices', selection: { ids: ['9', '10'] }, count: 2 });
  expect(movedOf({ kind: 'group', id: '3' }, groups, devices)).toEqual({ kind: 'group', group: groups[2] });
  expect(movedOf({ kind: 'group', id: '8' }, groups, devices)).toBeNull();
  expect(movedOf({ kind: 'devices', ids: ['8'] }, groups, devices)).toBeNull();
});
