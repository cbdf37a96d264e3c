import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { daysOf, daysStretch, held, lengthOf, moved, presetDays, spanNames, stretchOf, stripFor, textOfDay, zoomed, wholeDays } from './windows.ts';

const hour = 3_600_000;
const day = 24 * hour;
const zone = 'Europe/Helsinki';
const now = Date.parse('2026-11-19T12:32:08Z');
const stretches = fc
  .tuple(fc.integer({ min: 0, max: now }), fc.integer({ min: 1, max: 3000 * day }))
  .map(([toMs, length]) => ({ fromMs: toMs - length, toMs }));

test('a span ends now', () => {
  expect(stretchOf({ span: '24h' }, now)).toEqual({ fromMs: now - day, toMs: now });
  expect(spanNames).toEqual(['1h', '8h', '24h', '7d', '30d', '1y']);
});

describe('moving through time', () => {
  test('zooming keeps the moment where it is, and out again leads back', () => {
    const stretch = { fromMs: now - 10 * hour, toMs: now - 2 * hour };
    const near = zoomed(stretch, 0.5, now - 4 * hour, now);
    expect(near).toEqual({ fromMs: now - 7 * hour, toMs: now - 3 * hour });
    expect(zoomed(near, 2, now - 4 * hour, now)).toEqual(stretch);
  });

  test('no stretch is ever too short, too long, or in the future', () => {
    fc.assert(
      fc.property(stretches, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.integer({ min: -1e14, max: 1e14 }), (stretch, factor, by) => {
        for (const next of [held(stretch, now), zoomed(stretch, factor, (stretch.fromMs + stretch.toMs) / 2, now), moved(stretch, by, now)]) {
          expect(lengthOf(next)).toBeGreaterThanOrEqual(10_000);
          expect(lengthOf(next)).toBeLessThanOrEqual(30 * 366 * day);
          expect(next.fromMs).toBeGreaterThanOrEqual(0);
          expect(next.toMs).toBeLessThanOrEqual(now + lengthOf(next) * 0.05 + 1);
          expect(Number.isInteger(next.fromMs) && Number.isInteger(next.toMs)).toBe(true);
        }
      }),
    );
  });

  test('moving keeps the length', () => {
    fc.assert(fc.property(stretches, fc.integer(), (stretch, by) => lengthOf(moved(held(stretch, now), by, now)) === lengthOf(held(stretch, now))));
  });
});

describe('the strip below', () => {
  const ofDay = { fromMs: now - day, toMs: now };

  test('a day is shown in its month, and stays there while one looks around in it', () => {
    const strip = stripFor(ofDay, now, null);
    expect(strip).toEqual({ fromMs: now - 30 * day, toMs: now });
    expect(stripFor({ fromMs: now - 20 * day, toMs: now - 19 * day }, now, strip)).toBe(strip);
    expect(stripFor(ofDay, now + 60_000, strip)).toBe(strip);
  });

  test('the stretch lies in its strip', () => {
    fc.assert(
      fc.property(stretches, (given) => {
        const stretch = held(given, now);
        const strip = stripFor(stretch, now, null);
        expect(stretch.fromMs).toBeGreaterThanOrEqual(strip.fromMs);
        expect(stretch.toMs).toBeLessThanOrEqual(strip.toMs + lengthOf(strip) * 0.05 + 1);
      }),
    );
  });
});

describe('local days', () => {
  test.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-19', 24],
  ])('%s has %d h', (text, hours) => {
    const date = Date.parse(text) / (24 * hour);
    const stretch = daysStretch(date, date, zone);
    expect(lengthOf(stretch)).toBe(hours * hour);
    expect(daysOf(stretch, zone)).toEqual({ first: date, last: date });
    expect(wholeDays(stretch, zone)).toEqual({ first: date, last: date });
    expect(wholeDays({ ...stretch, toMs: stretch.toMs - 1000 }, zone)).toBeNull();
  });

  test.each([
    ['today', '2026-11-19', '2026-11-19'],
    ['yesterday', '2026-11-18', '2026-11-18'],
    ['thisMonth', '2026-11-01', '2026-11-19'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
    ['lastYear', '2025-01-01', '2025-12-31'],
  ] as const)('%s is %s to %s', (preset, first, last) => {
    const days = presetDays(preset, now, zone);
    expect([textOfDay(days.first), textOfDay(days.last)]).toEqual([first, last]);
  });

  test('last month of January is December', () => {
    const days = presetDays('lastMonth', Date.parse('2026-01-15T12:00:00Z'), zone);
    expect([textOfDay(days.first), textOfDay(days.last)]).toEqual(['2025-12-01', '2025-12-31']);
  });
});
