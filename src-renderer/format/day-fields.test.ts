import { expect, test } from 'vitest';

import { dayFieldText, parseDay } from './day-fields.ts';

const dayMs = 86_400_000;
const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / dayMs;
const today = dayOf('2026-11-19');

test.each([
  ['19 Nov 2026', '2026-11-19'],
  ['3 March 2026', '2026-03-03'],
  ['19.11.2026', '2026-11-19'],
  ['1. marraskuuta 2026', '2026-11-01'],
  ['1.3.26', '2026-03-01'],
  ['01/03/2026', '2026-03-01'],
  ['2026-3-1', '2026-03-01'],
  [' 29 feb 2024 ', '2024-02-29'],
  ['19.11.', '2026-11-19'],
  ['20.11.', '2025-11-20'],
  ['1 dec', '2025-12-01'],
])('%s is %s', (text, day) => {
  expect(parseDay(text, today)).toBe(dayOf(day));
});

test.each(['', 'x', '31.2.2026', '29.2.2026', '12', '1 m 2026', '1.13.2026', '2026-13-01', '2026', '0.1.2026'])('%j is no day', (text) => {
  expect(parseDay(text, today)).toBeNull();
});

test('what a field shows is read as the same day', () => {
  expect(dayFieldText(today, 'en')).toBe('19 Nov 2026');
  expect(dayFieldText(today, 'fi')).toBe('19.11.2026');
  for (let day = today; day < today + 366; day += 1) {
    expect(parseDay(dayFieldText(day, 'en'), today)).toBe(day);
    expect(parseDay(dayFieldText(day, 'fi'), today)).toBe(day);
  }
});
