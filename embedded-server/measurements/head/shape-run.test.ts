import { expect, test } from 'vitest';

import { encodeRows } from '../journal/journal-entry.ts';
import { ShapeRun, type EncodedRows } from './shape-run.ts';

/** Rows of one column, as the journal has them. */
function rows(times: readonly number[], values: readonly number[], extras: ReadonlyMap<number, string> | null = null): EncodedRows {
  const bytes = encodeRows({ count: times.length, times, values, ordinals: null, extras }, 1).slice();
  return { count: times.length, bytes };
}

function read(run: ShapeRun): unknown {
  const { count, times, extras, column } = run.section();
  return { count, times: [...times], values: [...column(0)], extras: extras && [...extras] };
}

test('what came late stands where it belongs, and what belongs to it with it', () => {
  const run = new ShapeRun(7, 1);
  run.append(rows([2000, 3000], [20.5, 30.5]));
  run.append(rows([1000], [10.25], new Map([[0, '{"note":1}']])));
  expect(read(run)).toEqual({ count: 3, times: [1000, 2000, 3000], values: [10.25, 20.5, 30.5], extras: [[0, '{"note":1}']] });
});

test('what is taken back was never there, also for whoever has looked meanwhile', () => {
  const run = new ShapeRun(7, 1);
  run.append(rows([1000], [1]));
  const { length, size } = run;
  run.append(rows([2000, 3000], [2, 3]));
  const before = run.section();
  run.truncate(length, size);
  expect(read(run)).toEqual({ count: 1, times: [1000], values: [1], extras: null });
  run.append(rows([5000], [5]));
  expect(read(run)).toEqual({ count: 2, times: [1000, 5000], values: [1, 5], extras: null });
  expect([...before.times]).toEqual([1000, 2000, 3000]);
});

test('a thousand readings take a few bytes each, not the sixteen of their doubles', () => {
  const run = new ShapeRun(7, 1);
  for (let row = 0; row < 1000; row += 20) {
    const times = Array.from({ length: 20 }, (_, index) => (row + index) * 500);
    run.append(rows(times, times.map((time) => 20 + (time % 7) / 10)));
  }
  expect(run.length).toBe(1000);
  expect(run.bytes).toBeLessThan(8 * 1024);
});
