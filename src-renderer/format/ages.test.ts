import { expect, test } from 'vitest';

import { clockSpan, splitAge } from './ages.ts';

const minute = 60_000;
const hour = 60 * minute;

test.each([
  [-5000, { unit: 'seconds', count: 0 }],
  [20_400, { unit: 'seconds', count: 20 }],
  [minute - 1, { unit: 'seconds', count: 59 }],
  [minute, { unit: 'minutes', count: 1 }],
  [11.9 * minute, { unit: 'minutes', count: 11 }],
  [hour, { unit: 'hours', count: 1 }],
  [hour + 52 * minute, { unit: 'hoursMinutes', hours: 1, minutes: 52 }],
  [24 * hour - 1, { unit: 'hoursMinutes', hours: 23, minutes: 59 }],
  [24 * hour, { unit: 'days', count: 1 }],
  [3 * 24 * hour + 5 * hour, { unit: 'days', count: 3 }],
])('%d ms', (ms, age) => {
  expect(splitAge(ms)).toEqual(age);
});

test.each([
  [-1, '0:00'],
  [18_900, '0:18'],
  [12 * minute + 5000, '12:05'],
  [hour + 2 * minute + 3000, '1:02:03'],
])('%d ms on a stop watch', (ms, text) => {
  expect(clockSpan(ms)).toBe(text);
});
