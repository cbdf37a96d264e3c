import { expect, test } from 'vitest';

import { clearOf, timeTicks } from './time-ticks.ts';

const zone = 'Europe/Helsinki';
const labels = (from: string, to: string, count: number): string[] =>
  timeTicks(Date.parse(from), Date.parse(to), count, zone, 'en').map(({ label }) => label);

test('an hour in quarters', () => {
  expect(labels('2026-11-19T13:32:00+02:00', '2026-11-19T14:32:00+02:00', 4)).toEqual(['13:45', '14:00', '14:15', '14:30']);
});

test('midnight carries the day', () => {
  expect(labels('2026-11-18T16:00:00+02:00', '2026-11-19T14:32:00+02:00', 6)).toEqual([
    '18:00',
    'Thu 19 Nov',
    '06:00',
    '12:00',
  ]);
});

test('hours stay round across the spring change, and no label is missing or doubled', () => {
  expect(labels('2026-03-28T22:00:00Z', '2026-03-29T10:00:00Z', 6)).toEqual([
    'Sun 29 Mar',
    '02:00',
    '04:00',
    '06:00',
    '08:00',
    '10:00',
    '12:00',
  ]);
});

test('the hour that comes twice in autumn has two ticks, both on the wall clock', () => {
  expect(labels('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z', 6)).toEqual(['02:00', '03:00', '03:00', '04:00', '05:00']);
});

test('a week in days begins each at local midnight', () => {
  const ticks = timeTicks(Date.parse('2026-10-22T09:00:00Z'), Date.parse('2026-10-29T09:00:00Z'), 7, zone, 'en');
  expect(ticks.map(({ label }) => label)).toContain('Sun 25 Oct');
  expect(new Date(ticks.at(-1)?.timeMs ?? 0).toISOString()).toBe('2026-10-28T22:00:00.000Z');
});

test('a zone at a quarter of an hour has round local hours', () => {
  const ticks = timeTicks(Date.parse('2026-11-19T00:00:00Z'), Date.parse('2026-11-19T04:00:00Z'), 4, 'Asia/Kathmandu', 'en');
  expect(ticks.map(({ label }) => label)).toEqual(['06:00', '07:00', '08:00', '09:00']);
});

test('weeks begin on a Monday', () => {
  expect(labels('2026-10-20T09:00:00Z', '2026-11-19T09:00:00Z', 6)).toEqual(['26 Oct', '2 Nov', '9 Nov', '16 Nov']);
  expect(labels('2026-09-20T09:00:00Z', '2026-11-19T09:00:00Z', 5)).toEqual(['28 Sep', '12 Oct', '26 Oct', '9 Nov']);
});

test('longer stretches are told by months, then by years, and stay few', () => {
  expect(labels('2026-07-10T00:00:00Z', '2026-11-19T00:00:00Z', 6)).toEqual(['Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026']);
  expect(labels('2025-11-28T00:00:00Z', '2026-11-28T00:00:00Z', 6)).toEqual(['Jan 2026', 'Apr 2026', 'Jul 2026', 'Oct 2026']);
  expect(labels('2024-01-02T00:00:00Z', '2026-11-19T00:00:00Z', 6)).toEqual(['Jul 2024', 'Jan 2025', 'Jul 2025', 'Jan 2026', 'Jul 2026']);
  expect(labels('2010-01-02T00:00:00Z', '2026-11-19T00:00:00Z', 6)).toEqual(['2015', '2020', '2025']);
  const finnish = timeTicks(Date.parse('2025-11-28T00:00:00Z'), Date.parse('2026-11-28T00:00:00Z'), 6, zone, 'fi');
  expect(finnish.map(({ label }) => label)).toEqual(['1/2026', '4/2026', '7/2026', '10/2026']);
  expect(new Date(finnish[1]?.timeMs ?? 0).toISOString()).toBe('2026-03-31T21:00:00.000Z');
});

test('ticks give way to a mark', () => {
  const ticks = [{ timeMs: 0, label: 'a' }, { timeMs: 100, label: 'b' }];
  expect(clearOf(ticks, [95], 10)).toEqual([{ timeMs: 0, label: 'a' }]);
});
