import { expect, test } from 'vitest';

import { comparisonShift } from './comparison.ts';

const zone = 'Europe/Helsinki';
const hour = 3_600_000;
const day = 24 * hour;
const stretch = (from: string, length = day) => ({ fromMs: Date.parse(from), toMs: Date.parse(from) + length });

test.each([
  ['a period is as long as the stretch', { kind: 'period' }, '2026-11-19T12:00:00Z', day],
  ['a week', { kind: 'week' }, '2026-11-19T12:00:00Z', 7 * day],
  ['a week across the autumn change', { kind: 'week' }, '2026-10-28T12:00:00Z', 7 * day + hour],
  ['a week across the spring change', { kind: 'week' }, '2026-04-01T12:00:00Z', 7 * day - hour],
  ['a year', { kind: 'year' }, '2026-11-19T12:00:00Z', 365 * day],
  ['a year from a leap day', { kind: 'year' }, '2028-02-29T12:00:00Z', 366 * day],
  ['another device', { kind: 'series', seriesId: '1' }, '2026-11-19T12:00:00Z', 0],
] as const)('%s', (_what, comparison, from, shift) => {
  expect(comparisonShift(comparison, stretch(from), zone)).toBe(shift);
});
