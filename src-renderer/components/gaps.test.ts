import { expect, test } from 'vitest';

import { gapsAfter } from './gaps.ts';

const raw = { bucketMs: 0, intervalMs: null };
/** Indices of the readings a gap follows. */
function gapsIn(times: number[], rhythm = raw as Parameters<typeof gapsAfter>[1]): number[] {
  return gapsAfter(times, rhythm).flatMap((gap, index) => (gap ? [index] : []));
}

test('a steady line has none', () => {
  expect(gapsIn([0, 10, 20, 30, 40])).toEqual([]);
});

test('a silence of more than three usual distances is one', () => {
  expect(gapsIn([0, 10, 20, 60, 70, 80])).toEqual([2]);
  expect(gapsIn([0, 10, 20, 50, 60, 70])).toEqual([]);
});

test('the learned interval counts where it is longer', () => {
  expect(gapsIn([0, 10, 60], { bucketMs: 0, intervalMs: 20 })).toEqual([]);
  expect(gapsIn([0, 10, 80], { bucketMs: 0, intervalMs: 20 })).toEqual([1]);
});

test('a device that reported more rarely before has no gaps there', () => {
  const rare = [0, 60, 120, 180, 240, 300, 360];
  const often = [365, 370, 375, 380, 385, 390, 395];
  expect(gapsIn([...rare, ...often], { bucketMs: 0, intervalMs: 5 })).toEqual([]);
});

test('buckets next to each other are joined, and so are those with one empty between them', () => {
  expect(gapsIn([0, 100, 300, 400, 800, 900, 1000], { bucketMs: 100, intervalMs: 5 })).toEqual([3]);
});

test('two readings alone say nothing about gaps, nor does one', () => {
  expect(gapsIn([0, 1000])).toEqual([]);
  expect(gapsAfter([5], raw)).toEqual([false]);
  expect(gapsAfter([], raw)).toEqual([]);
});
