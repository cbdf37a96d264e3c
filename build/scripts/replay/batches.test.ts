import fc from 'fast-check';
import { expect, test } from 'vitest';

import { batchesOf, type Batch, type BatchLimits } from './batches.ts';
import { collect } from './collect.ts';
import type { Reading } from './source-rows.ts';

async function* given(times: readonly number[]): AsyncGenerator<Reading> {
  for (const [index, timeMs] of times.entries()) yield { timeMs, values: [index] };
}

function group(times: readonly number[], limits: Partial<BatchLimits>, start?: { stored: number; open: { count: number } | null }): Promise<Batch[]> {
  return collect(batchesOf(given(times), { maxReadings: 3, maxSpanMs: Infinity, ...limits }, start));
}

const valuesOf = (batch: Batch) => batch.readings.flatMap(({ values }) => values);

test('nothing is lost, repeated or moved, wherever an earlier run stopped', async () => {
  const times = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(times, fc.nat(70), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 500 }), async (list, stored, maxReadings, maxSpanMs) => {
      const batches = await group(list, { maxReadings, maxSpanMs }, { stored, open: null });
      expect(batches.flatMap(valuesOf)).toEqual(list.map((_, index) => index).slice(stored));
      expect(batches.map(({ from }) => from)).toEqual(batches.map((batch) => valuesOf(batch)[0]));
      expect(batches.every(({ readings }) => readings.length >= 1 && readings.length <= maxReadings)).toBe(true);
    }),
  );
});

test('a batch whose answer never came is made again as it was', async () => {
  const batches = await group([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { maxSpanMs: 2 }, { stored: 2, open: { count: 5 } });
  expect(batches.map(valuesOf)).toEqual([[2, 3, 4, 5, 6], [7, 8], [9]]);
});

test('a batch spans no more source time than it may', async () => {
  const batches = await group([0, 4, 9, 10, 19, 20], { maxReadings: 100, maxSpanMs: 10 });
  expect(batches.map(valuesOf)).toEqual([[0, 1, 2], [3, 4], [5]]);
});

test('the time reached never goes back, even where the file does', async () => {
  const batches = await group([10, 50, 20, 30, 40, 60], { maxReadings: 2 });
  expect(batches.map(({ reachedMs }) => reachedMs)).toEqual([50, 50, 60]);
});
