import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { localDay, startOfLocalDay, wallClock, zoneCity } from './zone.ts';

const helsinki = 'Europe/Helsinki';
const zones = [helsinki, 'UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Africa/Cairo', 'Pacific/Pago_Pago'];
const startOfDay = (timeMs: number, zone: string): number => startOfLocalDay(localDay(timeMs, zone), zone);
const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });

describe('the day the clocks go forward in Helsinki, 29 March 2026', () => {
  const midnight = startOfDay(Date.parse('2026-03-29T12:00:00Z'), helsinki);

  test('begins at 22:00 UTC and has 23 hours', () => {
    expect(new Date(midnight).toISOString()).toBe('2026-03-28T22:00:00.000Z');
    expect(startOfLocalDay(localDay(midnight, helsinki) + 1, helsinki) - midnight).toBe(23 * 3_600_000);
  });

  test('jumps from 02:59 to 04:00', () => {
    expect(wallClock(Date.parse('2026-03-29T00:59:59Z'), helsinki)).toMatchObject({ hour: 2, minute: 59 });
    expect(wallClock(Date.parse('2026-03-29T01:00:00Z'), helsinki)).toMatchObject({ hour: 4, minute: 0 });
  });
});

describe('the day the clocks go back in Helsinki, 25 October 2026', () => {
  const midnight = startOfDay(Date.parse('2026-10-25T12:00:00Z'), helsinki);

  test('begins at 21:00 UTC and has 25 hours', () => {
    expect(new Date(midnight).toISOString()).toBe('2026-10-24T21:00:00.000Z');
    expect(startOfLocalDay(localDay(midnight, helsinki) + 1, helsinki) - midnight).toBe(25 * 3_600_000);
  });

  test('has 03:30 twice, an hour apart', () => {
    const first = wallClock(Date.parse('2026-10-25T00:30:00Z'), helsinki);
    expect(first).toMatchObject({ hour: 3, minute: 30 });
    expect(wallClock(Date.parse('2026-10-25T01:30:00Z'), helsinki)).toEqual(first);
  });
});

test('a zone that skips midnight begins its day at the first moment it has', () => {
  const start = startOfDay(Date.parse('2023-04-28T12:00:00Z'), 'Africa/Cairo');
  expect(wallClock(start, 'Africa/Cairo')).toMatchObject({ day: 28, hour: 1, minute: 0 });
});

test('every instant lies in its own day, and the moment before that day lies in another', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (timeMs, zone) => {
      const start = startOfDay(timeMs, zone);
      expect(start).toBeLessThanOrEqual(timeMs);
      expect(localDay(start, zone)).toBe(localDay(timeMs, zone));
      expect(localDay(start - 1000, zone)).toBeLessThan(localDay(timeMs, zone));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['Europe/Helsinki', 'Helsinki'],
  ['America/New_York', 'New York'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
])('%s is called %s', (zone, city) => {
  expect(zoneCity(zone)).toBe(city);
});
