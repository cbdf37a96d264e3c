import { expect, test } from 'vitest';

import { newestPoints, withNewest } from './series-updates.ts';

const series = [
  { id: '1', latest: { timeMs: 100, value: 1 } },
  { id: '2', latest: null },
];

test('of several points of one series the newest in reading time counts', () => {
  const newest = newestPoints([['1', 200, 5], ['1', 150, 9], ['2', 10, 7]]);
  expect([...newest]).toEqual([['1', { timeMs: 200, value: 5 }], ['2', { timeMs: 10, value: 7 }]]);
});

test('series take newer points', () => {
  const patched = withNewest(series, newestPoints([['1', 200, 5], ['2', 10, 7]]));
  expect(patched.map(({ latest }) => latest?.value)).toEqual([5, 7]);
});

test('a late point does not make the picture older', () => {
  expect(withNewest(series, newestPoints([['1', 50, 5]]))).toBe(series);
});

test('an equal time is a correction', () => {
  expect(withNewest(series, newestPoints([['1', 100, 6]]))[0]?.latest?.value).toBe(6);
});

test('other series change nothing', () => {
  expect(withNewest(series, newestPoints([['3', 500, 5]]))).toBe(series);
});
