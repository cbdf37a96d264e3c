import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decimalsAmong, decimalsOf, formatCount, formatQuantity, formatReading, shownDecimals } from './numbers.ts';

describe('a reading', () => {
  test.each([
    [-14.8, '\u221214.8', '\u221214,8'],
    [17.84, '17.84', '17,84'],
    [812, '812', '812'],
    [0.12, '0.12', '0,12'],
    [0.000123456, '0.000123', '0,000123'],
    [1178400.25, '1,178,400', '1\u202f178\u202f400'],
    [-0.00000001, '0', '0'],
    [0, '0', '0'],
  ])('%d', (value, english, finnish) => {
    expect(formatReading(value, 'en')).toBe(english);
    expect(formatReading(value, 'fi')).toBe(finnish);
  });

  test('its limit is written with as many decimals', () => {
    expect(formatReading(-18, 'en', shownDecimals(-14.8))).toBe('\u221218.0');
    expect(formatReading(88, 'en', shownDecimals(91))).toBe('88');
    expect(formatReading(0.125, 'en', shownDecimals(3))).toBe('0.125');
  });

  test('its unit follows a blank that does not break', () => {
    expect(formatQuantity(-14.8, '°C', 'en')).toBe('\u221214.8\u00a0°C');
    expect(formatQuantity(3.4, null, 'en')).toBe('3.4');
  });
});

test('the finest of several readings says with how many decimals all are written, but not what only noise would need', () => {
  expect(decimalsAmong([2, 1.7, 3.5])).toBe(1);
  expect(decimalsAmong([812, 900])).toBe(0);
  expect(decimalsAmong([0.12, 0.1])).toBe(2);
  expect(decimalsAmong([21.4, 0.0001])).toBe(1);
  expect(decimalsAmong([21.123456])).toBe(2);
  expect(decimalsAmong([])).toBe(0);
});

test('a count is whole and grouped', () => {
  expect(formatCount(204318, 'en')).toBe('204,318');
  expect(formatCount(204318, 'fi')).toBe('204\u202f318');
});

test('four figures never change a reading by more than half a thousandth of it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (value) => {
      const shown = Number(value.toFixed(decimalsOf(value)));
      expect(Math.abs(shown - value) / value).toBeLessThanOrEqual(0.0005 + 1e-12);
    }),
  );
});
