import fc from 'fast-check';
import { expect, test } from 'vitest';

import { formatInstant, isTimeZone, parseInstant, parseQueryTime } from './time.ts';

test('every instant written is read back', () => {
  const inRange = fc.date({ min: new Date(-1e13), max: new Date(4e12), noInvalidDate: true });
  fc.assert(
    fc.property(inRange, (date) => {
      expect(parseInstant(formatInstant(date.getTime()))).toBe(date.getTime());
    }),
  );
});

test.each([
  ['2026-11-19T14:32:08+02:00', Date.UTC(2026, 10, 19, 12, 32, 8)],
  ['2026-11-19T14:32:08.5+0200', Date.UTC(2026, 10, 19, 12, 32, 8, 500)],
  ['2026-11-19T14:32:08.123456789Z', Date.UTC(2026, 10, 19, 14, 32, 8, 123)],
  ['2026-11-19T14:32-05', Date.UTC(2026, 10, 19, 19, 32)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
  ['0099-01-01T00:00:00Z', new Date('0099-01-01T00:00:00Z').getTime()],
])('%s is an instant', (text, timeMs) => {
  expect(parseInstant(text)).toBe(timeMs);
});

test.each([
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01',
  '2026-01-01T00:00:00+25:00',
  'now',
  '',
  '1700000000000',
])('%j is none', (text) => {
  expect(parseInstant(text)).toBeNull();
});

test('a plain date in a query is its first moment in UTC', () => {
  expect(parseQueryTime('2024-03-01')).toBe(Date.UTC(2024, 2, 1));
  expect(parseQueryTime('2024-02-30')).toBeNull();
});

test('time zones are those the runtime knows', () => {
  expect(isTimeZone('Europe/Helsinki')).toBe(true);
  expect(isTimeZone('Europe/Nowhere')).toBe(false);
});
