import fc from 'fast-check';
import { expect, test } from 'vitest';

import { valueAxis } from './value-ticks.ts';

test.each([
  [-24, -14, [-24, -22, -20, -18, -16, -14]],
  [-25, -11, [-25, -20, -15]],
  [12, 17.9, [12, 14, 16, 18]],
  [0, 1, [0, 0.5, 1]],
  [0.1, 0.3, [0.1, 0.2, 0.3]],
  [91, 91, [88, 90, 92, 94]],
  [0, 0, [-0.5, 0, 0.5]],
])('%d to %d', (low, high, ticks) => {
  expect(valueAxis(low, high).ticks).toEqual(ticks);
});

test('the axis holds every value, its ticks lie inside, ascend, and are few', () => {
  const values = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(values, values, (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const axis = valueAxis(low, high);
      expect(axis.low).toBeLessThanOrEqual(low);
      expect(axis.high).toBeGreaterThanOrEqual(high);
      expect(axis.ticks.length).toBeLessThanOrEqual(8);
      for (const [index, tick] of axis.ticks.entries()) {
        expect(tick).toBeGreaterThanOrEqual(axis.low - Math.abs(axis.low) * 1e-9 - 1e-9);
        if (index > 0) expect(tick).toBeGreaterThan(axis.ticks[index - 1] ?? Infinity);
      }
    }),
  );
});
