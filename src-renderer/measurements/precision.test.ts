import { expect, test } from 'vitest';

import { withMeasured, withReadings } from './precision.ts';

test('a series is written as finely as its finest reading so far, and never coarser again', () => {
  const some = withReadings({}, [{ seriesId: '1', min: [1.7, 2], max: [3.5, 2] }]);
  expect(some).toEqual({ 1: 1 });
  expect(withReadings(some, [{ seriesId: '1', min: [2], max: [3] }])).toBe(some);
  expect(withReadings(some, [{ seriesId: '2', min: [0.12], max: [0.5] }])).toEqual({ 1: 1, 2: 2 });
});

test('a series is measured, not switched, from its first reading that is neither 0 nor 1', () => {
  const none = withMeasured(new Set(), [{ seriesId: '1', min: [0, 0], max: [1, 0] }]);
  expect([...none]).toEqual([]);
  const some = withMeasured(none, [{ seriesId: '1', min: [0], max: [2] }, { seriesId: '2', min: [0.5], max: [1] }, { seriesId: '3', min: [], max: [] }]);
  expect([...some]).toEqual(['1', '2']);
  expect(withMeasured(some, [{ seriesId: '1', min: [0], max: [1] }])).toBe(some);
});
