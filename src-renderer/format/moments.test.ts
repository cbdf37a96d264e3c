import { describe, expect, test } from 'vitest';

import { clockText, dayOfYearText, deadlineText, fullMomentText, momentText, monthText, secondsText, weekdayText } from './moments.ts';

const zone = 'Europe/Helsinki';
const now = Date.parse('2026-11-19T14:32:08+02:00');
const at = (text: string): number => Date.parse(text);

describe('a moment seen from Thursday 19 November 14:32', () => {
  test.each([
    ['today', '2026-11-19T14:21:04+02:00', '14:21', '14:21'],
    ['first minute of today', '2026-11-19T00:00:00+02:00', '00:00', '00:00'],
    ['last minute of yesterday', '2026-11-18T23:59:00+02:00', 'Wed 18 Nov', 'ke 18.11.'],
    ['three days ago', '2026-11-16T09:00:00+02:00', 'Mon 16 Nov', 'ma 16.11.'],
    ['six days ago', '2026-11-13T09:00:00+02:00', 'Fri 13 Nov', 'pe 13.11.'],
    ['a week ago', '2026-11-12T23:00:00+02:00', '12 Nov 2026', '12.11.2026'],
    ['in spring', '2026-03-03T09:00:00+02:00', '3 Mar 2026', '3.3.2026'],
    ['in September', '2026-09-04T09:00:00+03:00', '4 Sep 2026', '4.9.2026'],
    ['tomorrow', '2026-11-20T05:00:00+02:00', 'Fri 20 Nov', 'pe 20.11.'],
  ])('%s', (_when, text, english, finnish) => {
    expect(momentText(at(text), now, zone, 'en')).toBe(english);
    expect(momentText(at(text), now, zone, 'fi')).toBe(finnish);
  });
});

describe('across the changes of the clocks', () => {
  test.each([
    ['before the spring change', '2026-03-29T00:30:00Z', '02:30'],
    ['after the spring change', '2026-03-29T01:30:00Z', '04:30'],
    ['before the autumn change', '2026-10-25T00:30:00Z', '03:30'],
    ['after the autumn change', '2026-10-25T01:30:00Z', '03:30'],
  ])('%s the clock reads as on the wall', (_when, text, wall) => {
    expect(clockText(at(text), zone)).toBe(wall);
  });

  test('yesterday is yesterday even when the day between had 23 hours', () => {
    expect(momentText(at('2026-03-28T12:00:00Z'), at('2026-03-29T11:00:00Z'), zone, 'en')).toBe('Sat 28 Mar');
  });

  test('the evening of a day of 25 hours is still today in its morning', () => {
    expect(momentText(at('2026-10-24T21:30:00Z'), at('2026-10-25T21:30:00Z'), zone, 'en')).toBe('00:30');
  });
});

test('the site zone decides, not that of the machine', () => {
  expect(momentText(now, now, 'America/New_York', 'en')).toBe('07:32');
  expect(clockText(now, 'UTC')).toBe('12:32');
});

test('what is waited for on another day has its clock', () => {
  expect(deadlineText(now, now, zone, 'en')).toBe('14:32');
  expect(deadlineText(now, at('2026-11-17T12:00:00Z'), zone, 'fi')).toBe('to 19.11. 14:32');
});

test('a day of another year has its year', () => {
  expect(dayOfYearText(at('2026-03-01T12:00:00Z'), now, zone, 'en')).toBe('Sun 1 Mar');
  expect(dayOfYearText(at('2024-03-01T12:00:00Z'), now, zone, 'en')).toBe('Fri 1 Mar 2024');
  expect(dayOfYearText(at('2024-03-01T12:00:00Z'), now, zone, 'fi')).toBe('pe 1.3.2024');
});

test('longer forms', () => {
  expect(secondsText(now, zone)).toBe('14:32:08');
  expect(weekdayText(now, zone, 'en')).toBe('Thu 19 Nov');
  expect(fullMomentText(now, zone, 'en')).toBe('Thu 19 Nov 2026 14:32:08');
  expect(fullMomentText(now, zone, 'fi')).toBe('to 19.11.2026 14:32:08');
  expect(monthText(now, zone, 'en')).toBe('Nov 2026');
  expect(monthText(now, zone, 'fi')).toBe('11/2026');
});
