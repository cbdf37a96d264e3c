import { describe, expect, test } from 'vitest';

import { numberFieldText, parseNumber, tidyNumber } from './number-fields.ts';

describe('a typed number', () => {
  test.each([
    ['18', 18],
    [' -18.5 ', -18.5],
    ['\u221218,5', -18.5],
    ['–2', -2],
    ['.5', 0.5],
    ['5.', 5],
    ['1 000,25', 1000.25],
    ['1\u202f000', 1000],
  ])('%j is understood', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test.each(['', ' ', '-', 'ten', '1.2.3', '1,2,3', '1e5', '0x10', '--1', '18 °C', 'Infinity', '5-'])('%j is none', (text) => {
    expect(parseNumber(text)).toBeNull();
  });
});

describe('a number in a field', () => {
  test('has the decimal mark of the language and the real minus', () => {
    expect(numberFieldText(-18.5, 'en')).toBe('\u221218.5');
    expect(numberFieldText(-18.5, 'fi')).toBe('\u221218,5');
    expect(numberFieldText(1234567, 'en')).toBe('1234567');
  });

  test.each([0, -0.25, 1e6 + 0.125, 3.14159265359])('is understood when it comes back: %d', (value) => {
    expect(parseNumber(numberFieldText(value, 'fi'))).toBe(value);
  });

  test('carries no dust of binary fractions', () => {
    expect(tidyNumber(18.1 - 18.05)).toBe(0.05);
    expect(tidyNumber(0.1 + 0.2)).toBe(0.3);
  });
});
