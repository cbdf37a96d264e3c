import { expect, test } from 'vitest';

import { withReadings } from './precision.ts';

test('a series is written as finely as its finest reading so far, and never coarser again', () => {
  const some = withReadings({}, [{ seriesId: '1', min: [1.7, 2], max: [3.5, 2] }]);
  expect(some).toEqual({ 1: 1 });
  expect(withReadings(some, [{ seriesId: '1', min: [2], max: [3] }])).toBe(some);
  expect(withReadings(some, [{ seriesId: '2', min: [0.12], max: [0.5] }])).toEqual({ 1: 1, 2: 2 });
});
