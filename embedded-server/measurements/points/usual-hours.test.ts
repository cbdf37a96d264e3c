import { expect, test } from 'vitest';

import { zoneOffsets } from '#contract/zone-offset.ts';

import { HourCollector, stretchesBefore, usualHours, usualWeeks } from './usual-hours.ts';

const hour = 3_600_000;
const week = 168 * hour;
const offsetOf = zoneOffsets('Europe/Helsinki');
/** A Thursday, 14:00 in Helsinki. */
const at = Date.parse('2026-11-19T12:00:00Z');

/** 14:00 so many weeks before. Until 25 Oct 2026, four weeks before, it was summer time: 14:00 was 11:00 UTC. */
const wall = (weeks: number): number => at - weeks * week - (weeks >= 4 ? hour : 0);

/** An hour's readings in each of the weeks before, as [low, high]; null has none. */
function hoursOf(weeks: readonly ([number, number] | null)[], moment = wall) {
  const collector = new HourCollector();
  weeks.forEach((band, index) => {
    for (const value of band ?? []) collector.add(moment(index + 1) + 10 * 60_000, value);
  });
  return collector.hours;
}

test('the same hour of eight weeks, the most unusual week left out at either end', () => {
  const weeks: [number, number][] = [[4, 6], [3, 7], [-40, 6], [4, 99], [5, 6], [4, 6], [4, 6], [4, 6]];
  expect(usualHours(hoursOf(weeks), at, at + hour, offsetOf)).toEqual({ fromMs: [at], low: [3], high: [7], weeks: usualWeeks });
});

test('three weeks are enough, none of them left out; two are not', () => {
  expect(usualHours(hoursOf([[4, 6], [3, 7], [5, 9]]), at, at + hour, offsetOf)).toMatchObject({ low: [3], high: [9] });
  expect(usualHours(hoursOf([[4, 6], [3, 7]]), at, at + hour, offsetOf).fromMs).toEqual([]);
});

test('other hours and other weekdays do not count', () => {
  const shifted = hoursOf(Array.from({ length: 8 }, () => [1, 2] as [number, number]), (weeks) => wall(weeks) + hour);
  expect(usualHours(shifted, at, at + hour, offsetOf).fromMs).toEqual([]);
});

test('the hour is the wall clock\u2019s: 14:00 stays 14:00 across the change of the clocks', () => {
  const hours = hoursOf(Array.from({ length: 8 }, () => [1, 2] as [number, number]));
  expect(usualHours(hours, at, at + hour, offsetOf)).toMatchObject({ fromMs: [at], low: [1], high: [2] });
  const read = stretchesBefore(at, at + hour);
  for (const known of hours.keys()) expect(read.some(({ fromMs, toMs }) => known * hour >= fromMs && (known + 1) * hour <= toMs)).toBe(true);
});

test('a short stretch reads only its hours, a long one reads once', () => {
  expect(stretchesBefore(at, at + hour)).toHaveLength(8);
  const long = stretchesBefore(at, at + 14 * 24 * hour);
  expect(long).toHaveLength(1);
  const [only] = long;
  expect(only?.fromMs).toBeLessThanOrEqual(at - 8 * week);
});
