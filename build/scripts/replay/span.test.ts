import { expect, test } from 'vitest';

import { isWithin, spanOf } from './span.ts';

const lastMs = Date.UTC(2014, 1, 19, 15, 25);
const nowMs = Date.UTC(2026, 10, 19, 12, 32, 8);
const dayMs = 86_400_000;

test('original times are not moved', () => {
  expect(spanOf('office', lastMs, { times: 'original', days: null }, nowMs)).toEqual({ set: 'office', shiftMs: 0, fromMs: null });
});

test("shifted, the set's last reading was taken this minute", () => {
  const { shiftMs } = spanOf('office', lastMs, { times: 'shifted', days: null }, nowMs);
  expect(new Date(lastMs + shiftMs).toISOString()).toBe('2026-11-19T12:32:00.000Z');
});

test('the last days begin so many days before the last reading, to the moment', () => {
  const span = spanOf('office', lastMs, { times: 'original', days: 2 }, nowMs);
  expect(isWithin(span, lastMs - 2 * dayMs)).toBe(true);
  expect(isWithin(span, lastMs - 2 * dayMs - 1)).toBe(false);
});
