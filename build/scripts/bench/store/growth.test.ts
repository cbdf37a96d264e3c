import { expect, test } from 'vitest';

import { growthPlot, roundUp } from './growth-plot.ts';
import { capacityOf, growthReport } from './growth-report.ts';
import type { GrowthPoint } from './growth.ts';
import { sizesUpTo } from './run-growth.ts';

function point(devices: number, samples: number, ingestPerSecond: number, bytesPerSample: number): GrowthPoint {
  return { devices, samples, ingestPerSecond, ingestP99Ms: 9, rawMs: 2, bucketsMs: 1, latestMs: 3, wholeMs: 4, startMs: 300, memoryBytes: 2 ** 27, bytesPerSample };
}
const points = [point(100, 1e6, 500_000, 4), point(100, 1e7, 480_000, 1.2), point(1000, 1e6, 450_000, 5), point(1000, 1e7, 400_000, 1)];

test('sizes are a million and ten times as many each; less than a million is one size', () => {
  expect(sizesUpTo(100_000_000)).toEqual([1e6, 1e7, 1e8]);
  expect(sizesUpTo(200_000)).toEqual([200_000]);
});

test('one workstation carries a quarter of the slowest rate, with what the largest site takes on disk', () => {
  const { samplesPerSecond, devices, bytesPerYear } = capacityOf(points);
  expect(samplesPerSecond).toBe(100_000);
  expect(devices).toBe(1_200_000);
  expect(bytesPerYear).toBe(100_000 * 365 * 86_400 * 1);
});

test.each([
  [0.83, 1],
  [1, 1],
  [1.01, 2],
  [330, 500],
  [501, 1000],
  [0, 1],
])('a scale for %d ends at %d', (value, top) => expect(roundUp(value)).toBeCloseTo(top));

test('the picture has a line a site in each panel, and every point within the frame', () => {
  const svg = growthPlot(points);
  expect(svg.match(/<polyline/g)).toHaveLength(12);
  const places = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(places).toHaveLength(24);
  expect(places.every(([x = -1, y = -1]) => x >= 52 && x <= 274 && y >= 30 && y <= 156)).toBe(true);
});

test('the table has a line a point', () => {
  const machine = { processor: 'x', cores: 2, memoryBytes: 2 ** 34, system: 'Linux', node: 'v24' };
  const report = growthReport({ takenMs: 0, machine, note: '', points }, 'benchmarks/growth.svg');
  expect(report.match(/^\| \d+ \|/gm)).toHaveLength(4);
  expect(report).toContain('![Cost by samples stored](benchmarks/growth.svg)');
});
