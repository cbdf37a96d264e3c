import { expect, test } from 'vitest';

import { UnannouncedMemory } from './unannounced-memory.ts';

const minute = 60_000;
const ids = (memory: UnannouncedMemory, nowMs: number) => memory.list(nowMs).map(({ id }) => id);

test('who asks is remembered from the first time, and forgotten when it stops', () => {
  const memory = new UnannouncedMemory();
  expect(memory.note('a', '10.0.0.1', 0)).toBe(true);
  expect(memory.note('a', '10.0.0.1', 10 * minute)).toBe(false);
  expect(memory.list(10 * minute)).toEqual([{ id: 'a', address: '10.0.0.1', sinceMs: 0, lastMs: 10 * minute }]);
  expect(ids(memory, 25 * minute)).toEqual(['a']);
  expect(ids(memory, 25 * minute + 1)).toEqual([]);
});

test('an address that makes ids up pushes out its own, all together only the oldest', () => {
  const memory = new UnannouncedMemory(2, 3);
  for (const [index, id] of ['a', 'b', 'c'].entries()) memory.note(id, '10.0.0.1', index);
  memory.note('d', '10.0.0.2', 3);
  expect(ids(memory, 4)).toEqual(['b', 'c', 'd']);
  memory.note('e', '10.0.0.3', 4);
  expect(ids(memory, 5)).toEqual(['c', 'd', 'e']);
});

test('what was announced is no longer among them', () => {
  const memory = new UnannouncedMemory();
  memory.note('a', '10.0.0.1', 0);
  memory.drop('a');
  expect(ids(memory, 1)).toEqual([]);
});
