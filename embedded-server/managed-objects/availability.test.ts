import { expect, it } from 'vitest';

import { availabilityAt } from './availability.ts';

const minute = 60_000;

it.each([
  ['not monitored', null, 0, 99 * minute, null],
  ['in maintenance', 0, 0, 99 * minute, 'MAINTENANCE'],
  ['in maintenance', -1, undefined, 99 * minute, 'MAINTENANCE'],
  ['never heard', 10, undefined, 0, 'UNAVAILABLE'],
  ['heard just in time', 10, 0, 10 * minute, 'AVAILABLE'],
  ['heard too long ago', 10, 0, 10 * minute + 1, 'UNAVAILABLE'],
] as const)('%s', (_, required, arrivalMs, nowMs, status) => {
  expect(availabilityAt(required, arrivalMs, nowMs)).toBe(status);
});
