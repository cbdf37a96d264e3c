import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareReadings, gapsOf, isOldestFirst } from './compare.ts';
import { differenceLine, gapWords } from './report.ts';
import type { ExpectedReading } from './source-lines.ts';
import type { StoredReading } from './stored-form.ts';

type Point = [timeMs: number, value: number];

function expected(points: readonly Point[]): ExpectedReading[] {
  return points.map(([timeMs, value], index) => ({ file: 'f.csv', row: index + 2, timeMs, values: [value] }));
}

/** As a store that keeps equal times in the order they came gives them back. */
function stored(points: readonly Point[]): StoredReading[] {
  const readings = points.map(([timeMs, value], index) => ({ id: String(100 + index), timeMs, values: [value], oddities: [] }));
  return readings.toSorted((a, b) => a.timeMs - b.timeMs);
}

function lines(from: readonly Point[], to: readonly Point[]): string[] {
  return compareReadings(expected(from), stored(to)).map(differenceLine);
}

/** Few times and values, so that both repeat. */
const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 })), { maxLength: 25 });

describe('over any readings, repeated times included', () => {
  test('the same is the same', () => {
    fc.assert(
      fc.property(points, (list) => {
        expect(lines(list, list)).toEqual([]);
      }),
    );
  });

  test('one that is not stored is one difference, of its time', () => {
    fc.assert(
      fc.property(points, fc.nat(), (list, at) => {
        fc.pre(list.length > 0);
        const gone = at % list.length;
        const found = compareReadings(expected(list), stored(list.toSpliced(gone, 1)));
        expect(found).toMatchObject([{ kind: 'missing', expected: { timeMs: list[gone]?.[0], values: [list[gone]?.[1]] } }]);
      }),
    );
  });

  test('one too many is one difference', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }), (list, timeMs, value) => {
        const found = compareReadings(expected(list), stored([...list, [timeMs, value]]));
        expect(found).toMatchObject([{ kind: 'extra', stored: { timeMs, values: [value] } }]);
      }),
    );
  });

  test('a changed value is one difference', () => {
    fc.assert(
      fc.property(points, fc.nat(), (list, at) => {
        fc.pre(list.length > 0);
        const changed = at % list.length;
        const other = list.map(([timeMs, value], index): Point => [timeMs, index === changed ? 99 : value]);
        expect(compareReadings(expected(list), stored(other))).toMatchObject([{ kind: 'different', stored: { values: [99] } }]);
      }),
    );
  });
});

test('differences are told by file and row', () => {
  expect(lines([[0, 1], [60_000, 2]], [[0, 1]])).toEqual(['f.csv, row 3: 2 at 1970-01-01T00:01:00.000Z is not in the store']);
  expect(lines([[0, 1]], [[0, 1.5]])).toEqual(['f.csv, row 2: 1 at 1970-01-01T00:00:00.000Z is stored as 1.5 (measurement 100)']);
  expect(lines([], [[0, 1]])).toEqual(['not in any file: 1 at 1970-01-01T00:00:00.000Z (measurement 100)']);
});

test('values of one time that changed places are told, each', () => {
  expect(lines([[0, 1], [0, 2]], [[0, 2], [0, 1]])).toEqual([
    'f.csv, row 2: stored out of order among the readings of 1970-01-01T00:00:00.000Z (measurement 100)',
    'f.csv, row 3: stored out of order among the readings of 1970-01-01T00:00:00.000Z (measurement 101)',
  ]);
});

test('what is odd about a measurement is told beside its values', () => {
  const odd = stored([[0, 1]]).map((one) => ({ ...one, oddities: ['x.y was never sent'] }));
  expect(compareReadings(expected([[0, 1]]), odd).map(differenceLine)).toEqual(['measurement 100 at 1970-01-01T00:00:00.000Z: x.y was never sent']);
});

test('the order of the store is looked at', () => {
  const readings = stored([[0, 1], [5, 1], [5, 2]]);
  expect(isOldestFirst(readings)).toBe(true);
  expect(isOldestFirst(readings.toReversed())).toBe(false);
});

test.each([
  [[], 'no gaps'],
  [[0, 60_000, 120_000], 'no gaps'],
  [[0, 0, 60_000, 120_000, 7_320_000, 7_380_000], '1 gap, the longest 2 h'],
  [[60_000, 0, 120_000, 240_000, 300_000, 600_000], '2 gaps, the longest 0.08 h'],
])('gaps of %j: %s', (times, words) => {
  expect(gapWords(gapsOf(times))).toBe(words);
});
