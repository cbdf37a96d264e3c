import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Plot, type PlotLine, bandPath, firstFrom, letterSpot, linePath, stepsPath, timeAt, xOf, yOf } from './plot.ts';

const plot: Plot = { fromMs: 0, toMs: 100, low: 0, high: 10, width: 200, height: 50 };
const lineOf = (points: readonly (readonly [number, number])[], gaps: readonly number[] = []): PlotLine => {
  const value = points.map(([, mean]) => mean);
  return { timeMs: points.map(([time]) => time), mean: value, min: value, max: value, gaps: points.map((_, index) => gaps.includes(index)) };
};

test('times go right, values go up', () => {
  expect([xOf(plot, 0), xOf(plot, 50), xOf(plot, 100)]).toEqual([0, 100, 200]);
  expect([yOf(plot, 0), yOf(plot, 10)]).toEqual([50, 0]);
  expect([timeAt(plot, -5), timeAt(plot, 100), timeAt(plot, 500)]).toEqual([0, 50, 100]);
});

test('a gap interrupts the line, and a point between two gaps is a dot', () => {
  expect(linePath(lineOf([[0, 0], [10, 1], [50, 5], [90, 9], [100, 10]], [1, 2]), plot)).toBe('M0 50L20 45M99.3 25h1.5M180 5L200 0');
});

test('points outside are left away but the nearest, so that the line reaches the edge', () => {
  expect(linePath(lineOf([[-300, 1], [-100, 0], [50, 5], [150, 5], [900, 5]]), plot)).toBe('M-200 50L100 25L300 25');
});

test('the band of a lone spike has a width', () => {
  const spike: PlotLine = { timeMs: [50], mean: [2], min: [1], max: [10], gaps: [false] };
  expect(bandPath(spike, plot)).toBe('M99.3 0h1.5V45h-1.5Z');
});

test('every maximum inside is a corner of the band', () => {
  const spikes = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 40 }).map((times) => times.sort((a, b) => a - b));
  fc.assert(
    fc.property(spikes, fc.integer({ min: 0, max: 39 }), (times, at) => {
      const max = times.map((_, index) => (index === at % times.length ? 10 : 1));
      const band = bandPath({ timeMs: times, mean: max, min: max.map(() => 0), max, gaps: times.map(() => false) }, plot);
      expect(band).toContain(`${xOf(plot, times[at % times.length] ?? 0)} 0`);
    }),
  );
});

test('what holds for an hour is drawn for its hour, and not at all when it is not in sight', () => {
  expect(stepsPath({ fromMs: [-200, 0, 50], low: [1, 0, 5], high: [2, 10, 10], lengthMs: 50 }, plot)).toBe('M0 0H100V50H0ZM100 0H200V25H100Z');
});

test('the first time not before a moment', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })).map((times) => times.sort((a, b) => a - b)), fc.integer({ min: -1, max: 51 }), (times, moment) => {
      const index = times.findIndex((time) => time >= moment);
      expect(firstFrom(times, moment)).toBe(index < 0 ? times.length : index);
    }),
  );
});

test('letters stand on their lines, each further back than the one before', () => {
  const line = lineOf(Array.from({ length: 101 }, (_, time) => [time, 5] as const));
  const spots = [0, 1, 2].map((place) => letterSpot(line, plot, place));
  expect(spots.map((spot) => spot?.y)).toEqual([25, 25, 25]);
  expect(spots.map((spot) => spot?.x)).toEqual([184, 160, 136]);
  expect(letterSpot(line, plot, 0, [190])?.x).toBe(160);
});

test('the letter of a line that ended, or was short, is still on it; none where the line is out of sight', () => {
  expect(letterSpot(lineOf([[0, 0], [10, 1]]), plot, 3)).toEqual({ x: 0, y: 50 });
  expect(letterSpot(lineOf([[-50, 0], [-10, 1]]), plot, 0)).toBeNull();
});
