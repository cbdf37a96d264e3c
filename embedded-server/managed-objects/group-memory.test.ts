import { expect, it } from 'vitest';

import { GroupMemory } from './group-memory.ts';

const [site, floor, room, device] = [1, 2, 3, 10];

function building(): GroupMemory {
  const groups = new GroupMemory();
  groups.load(site, floor);
  groups.load(floor, room);
  groups.load(room, device);
  return groups;
}

function commit(groups: GroupMemory): void {
  groups.releaseUnit();
  groups.commitGroup();
}

it('knows every group above a device', () => {
  const groups = building();
  expect([...groups.ancestorsOf(device)]).toEqual([room, floor, site]);
  expect(groups.ancestorsOf(99).size).toBe(0);
});

it('sees a change inside the unit, and forgets it with a rollback', () => {
  const groups = building();
  groups.remove(floor, room);
  expect([...groups.ancestorsOf(device)]).toEqual([room]);
  groups.rollbackUnit();
  expect([...groups.ancestorsOf(device)]).toEqual([room, floor, site]);
});

it('names the same group first whatever the order in which they were joined', () => {
  const groups = new GroupMemory();
  groups.add(7, device);
  groups.add(5, device);
  groups.add(5, device);
  commit(groups);
  expect(groups.parentsOf(device)).toEqual([5, 7]);
});

it('lets go of the members of a deleted group', () => {
  const groups = building();
  groups.forget(floor, [room]);
  commit(groups);
  expect([...groups.ancestorsOf(device)]).toEqual([room]);
  expect(groups.parentsOf(floor)).toEqual([]);
});

it('ends in a loop', () => {
  const groups = new GroupMemory();
  groups.load(1, 2);
  groups.load(2, 1);
  expect([...groups.ancestorsOf(1)].sort()).toEqual([1, 2]);
});
