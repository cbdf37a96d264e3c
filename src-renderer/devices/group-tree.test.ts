import { describe, expect, test } from 'vitest';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { groupPath, treeRows, withAncestors, worstByGroup } from './group-tree.ts';

const group = (id: string, parentId: string | null = null): ConsoleGroup => ({ id, name: `G${id}`, parentId, devices: 0, maintenance: null });
const groups = [group('1'), group('2'), group('11', '1'), group('12', '1'), group('111', '11')];

describe('the tree', () => {
  const shown = (closed: string[]) => treeRows(groups, new Set(closed)).map(({ group: { id }, level }) => `${'-'.repeat(level)}${id}`);

  test('has what is in a group below it', () => {
    expect(shown([])).toEqual(['-1', '--11', '---111', '--12', '-2']);
  });

  test('leaves out what is in a closed group', () => {
    expect(shown(['11'])).toEqual(['-1', '--11', '--12', '-2']);
    expect(shown(['1'])).toEqual(['-1', '-2']);
  });

  test('says which rows open and close', () => {
    const [first, , , leaf] = treeRows(groups, new Set(['11']));
    expect(first).toMatchObject({ hasChildren: true, open: true });
    expect(leaf).toMatchObject({ hasChildren: false, open: false });
  });

  test('shows a group whose parent is not there at the top', () => {
    expect(treeRows([group('5', 'gone')], new Set()).map(({ level }) => level)).toEqual([1]);
  });
});

describe('the groups around one', () => {
  test('come from the inside out', () => {
    expect(withAncestors(groups, '111').map(({ id }) => id)).toEqual(['111', '11', '1']);
    expect(withAncestors(groups, null)).toEqual([]);
    expect(groupPath(groups, '111')).toBe('G1, G11, G111');
  });

  test('end where the groups go in a circle', () => {
    expect(withAncestors([group('1', '2'), group('2', '1')], '1').map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('the worst alarm of a group', () => {
  test('is the first of it or of a group in it', () => {
    const alarms = [{ groupId: '111', n: 1 }, { groupId: '2', n: 2 }, { groupId: '1', n: 3 }, { groupId: null, n: 4 }, { groupId: '2', n: 5 }];
    const worst = worstByGroup(groups, alarms);
    expect(Object.fromEntries([...worst].map(([id, { n }]) => [id, n]))).toEqual({ 111: 1, 11: 1, 1: 1, 2: 2 });
  });
});
