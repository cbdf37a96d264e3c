import { expect, test } from 'vitest';

import { diskForecast, type DiskSample, type Keeping } from './disk-forecast.ts';

const hour = 3_600_000;
const gigabyte = 1e9;
const forEver: Keeping = { days: null, storedBytes: 0, isLeaving: false };
const fullAt = (samples: readonly DiskSample[]) => diskForecast(samples, forEver).fullMs;
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

/** Fills by a gigabyte an hour; 52 are free. */
const filling = hourly(49, (index) => 100 - index);
const lastMs = 48 * hour;

test.each<[string, Keeping, number | null, number | null]>([
  ['nothing ever leaves', forEver, lastMs + 52 * hour, null],
  ['what is kept fits', { days: 2, storedBytes: 0, isLeaving: false }, null, 4],
  ['what is stored counts towards it', { days: 3, storedBytes: 40 * gigabyte, isLeaving: false }, null, 20],
  ['more is stored than will be', { days: 1, storedBytes: 400 * gigabyte, isLeaving: false }, null, 52],
  ['what is kept does not fit', { days: 3, storedBytes: 0, isLeaving: false }, lastMs + 52 * hour, null],
  ['it grows although the oldest leave', { days: 3, storedBytes: 40 * gigabyte, isLeaving: true }, lastMs + 52 * hour, null],
])('when %s', (_, keeping, fullMs, levelGigabytes) => {
  const { days } = keeping;
  const level = levelGigabytes === null ? null : { fromMs: lastMs + (days ?? 0) * 24 * hour, freeBytes: levelGigabytes * gigabyte };
  expect(diskForecast(filling, keeping)).toEqual({ fullMs, level });
});

test('a disk that does not fill has no level to reach', () => {
  expect(diskForecast(hourly(60, () => 100), { days: 1, storedBytes: 0, isLeaving: true })).toEqual({ fullMs: null, level: null });
});
