import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { batteryForecast, type ChargeReadings, roundedLeft } from './battery-forecast.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 28);

/** One reading a day up to now, of a charge that was so high so many days ago. */
function daily(days: number, levelOf: (daysAgo: number) => number): ChargeReadings {
  const agos = Array.from({ length: days }, (_, index) => days - 1 - index);
  return { timeMs: agos.map((ago) => nowMs - ago * dayMs), level: agos.map(levelOf) };
}

const loss = fc.double({ min: 0.15, max: 3, noNaN: true });
const days = fc.integer({ min: 15, max: 56 });
const now = fc.double({ min: 5, max: 60, noNaN: true });

describe('a battery that loses charge steadily', () => {
  test('is empty when the line says', () => {
    fc.assert(
      fc.property(loss, days, now, (perDay, count, level) => {
        const forecast = batteryForecast(daily(count, (ago) => level + perDay * ago), nowMs);
        const trueDays = level / perDay;
        const believed = Math.min(trueDays, 10 * (count - 1));
        expect(forecast?.leftMs).toBeCloseTo(believed * dayMs, -3);
        expect(forecast?.orLonger).toBe(trueDays > 10 * (count - 1));
      }),
    );
  });

  test('is so in whole per cents, and with a few readings that are plainly wrong', () => {
    const wrong = fc.array(fc.record({ at: fc.nat(41), level: fc.double({ min: 0, max: 7, noNaN: true }) }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.double({ min: 0.4, max: 1.5, noNaN: true }), now, wrong, (perDay, level, faults) => {
        const readings = daily(42, (ago) => Math.round(level + perDay * ago));
        const noisy = { ...readings, level: readings.level.map((one, index) => one - (faults.find(({ at }) => at === index)?.level ?? 0)) };
        const leftDays = (batteryForecast(noisy, nowMs)?.leftMs ?? NaN) / dayMs;
        expect(Math.abs(leftDays - level / perDay)).toBeLessThan(0.2 * (level / perDay) + 3);
      }),
    );
  });

  test('is counted from its last charge on', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 1, noNaN: true }), fc.integer({ min: 16, max: 40 }), (perDay, chargedAgo) => {
        const readings = daily(56, (ago) => (ago <= chargedAgo ? 60 + perDay * ago : 12 + 0.1 * (ago - chargedAgo)));
        expect(batteryForecast(readings, nowMs)?.leftMs).toBeCloseTo(Math.min(60 / perDay, 10 * chargedAgo) * dayMs, -3);
      }),
    );
  });
});

describe('nothing is said', () => {
  const silent = (readings: ChargeReadings) => expect(batteryForecast(readings, nowMs)).toBeNull();

  test('of a charge that holds or rises, whatever it wavers by', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 56, maxLength: 56 }), (gain, waver) => {
        const forecast = batteryForecast(daily(56, (ago) => 60 - gain * ago + (waver[ago] ?? 0)), nowMs);
        // A gauge that wavers may by chance seem to fall a little; then nobody is told to hurry.
        expect(forecast === null || forecast.leftMs > 300 * dayMs).toBe(true);
      }),
    );
    silent(daily(56, () => 87));
    silent(daily(56, (ago) => 90 - ago));
  });

  test.each([
    ['too short a time', daily(10, (ago) => 50 + ago)],
    ['too few readings', { timeMs: [30, 20, 10, 0].map((ago) => nowMs - ago * dayMs), level: [80, 70, 60, 50] }],
    ['a battery that is charged every few days', daily(56, (ago) => 40 + 5 * (ago % 7))],
    ['a device that has not told for days', { timeMs: daily(56, (ago) => ago).timeMs.map((timeMs) => timeMs - 5 * dayMs), level: daily(56, (ago) => 20 + ago).level }],
    ['a charge that goes up and down', daily(56, (ago) => 60 + 7 * Math.sin(ago))],
    ['no readings', { timeMs: [], level: [] }],
  ])('for %s', (_, readings) => silent(readings));
});

test.each([
  [0.4, 'days', 0],
  [9.6, 'days', 9],
  [20, 'weeks', 3],
  [91, 'months', 3],
  [400, 'months', 13],
])('%d days are said as %s: %d', (leftDays, unit, count) => {
  expect(roundedLeft(leftDays * dayMs)).toEqual({ unit, count });
});
