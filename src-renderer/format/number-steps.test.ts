import { expect, test } from 'vitest';

import { steppedNumber } from './number-steps.ts';

test.each([
  ['40', 1, 'en', '41'],
  ['0', -1, 'en', '−1'],
  ['−18.5', 1, 'en', '−18.4'],
  ['18,9', 1, 'fi', '19,0'],
  ['19,0', -1, 'fi', '18,9'],
  ['0.05', 1, 'en', '0.06'],
] as const)('%s goes by %d (%s) to %s', (text, by, language, expected) => {
  expect(steppedNumber(text, by, language)).toBe(expected);
});

test('what is no number stays', () => {
  expect(steppedNumber('', 1, 'en')).toBeNull();
  expect(steppedNumber('cold', 1, 'en')).toBeNull();
});
