import { expect, test } from 'vitest';

import { fullAt, type DiskSample } from './disk-forecast.ts';

const hour = 3_600_000;
const gigabyte = 1e9;
const hourly = (count: number, free: (index: number) => number): DiskSample[] =>
  Array.from({ length: count }, (_, index) => ({ timeMs: index * hour, freeBytes: free(index) * gigabyte }));

test('a disk that fills steadily is full when the line meets zero', () => {
  expect(fullAt(hourly(49, (index) => 100 - index))).toBe(100 * hour);
});

test.each([
  ['less than a day is known', hourly(20, (index) => 100 - index)],
  ['nothing is known', []],
  ['it stays as it is', hourly(60, () => 100)],
  ['it becomes emptier', hourly(60, (index) => 100 + index)],
  ['it goes up and down', hourly(60, (index) => 100 + (index % 12 < 6 ? 5 : -5) - index * 0.01)],
])('there is no such time when %s', (_, samples) => {
  expect(fullAt(samples)).toBeNull();
});

test('files that come and go each day do not hide the trend', () => {
  const full = fullAt(hourly(73, (index) => 100 - index * 0.5 + Math.sin((index / 24) * Math.PI * 2) * 2));
  expect(full).toBeGreaterThan(180 * hour);
  expect(full).toBeLessThan(220 * hour);
});
