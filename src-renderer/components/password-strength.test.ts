import { describe, expect, test } from 'vitest';

import { isAcceptable, passwordStrength } from './password-strength.ts';

describe('a password being chosen', () => {
  test.each([
    ['', 'admin', { verdict: 'empty', needed: 15 }],
    ['fourteen chars', 'admin', { verdict: 'too-short', length: 14, needed: 15 }],
    ['fifteen-letters', 'admin', { verdict: 'strong', length: 15 }],
    ['seven-7', 'operator', { verdict: 'too-short', length: 7, needed: 8 }],
    ['eight-88', 'operator', { verdict: 'fair', length: 8 }],
    ['a longer one for the shift', 'operator', { verdict: 'strong', length: 26 }],
    ['aAaAaAaAaAaAaAaA', 'admin', { verdict: 'repetitive' }],
    ['my name is KOIVULA ok', 'admin', { verdict: 'contains-name' }],
  ] as const)('%j for %s', (password, role, strength) => {
    expect(passwordStrength(password, 'Koivula', role)).toEqual(strength);
  });

  test('may contain a very short name, which is chance', () => {
    expect(passwordStrength('eleven oaks by the sea', 'ele', 'admin').verdict).toBe('strong');
  });

  test('is acceptable when fair or strong only', () => {
    const verdicts = ['short', 'eight-88', 'a longer one for the shift'].map((password) => isAcceptable(passwordStrength(password, 'x', 'viewer')));
    expect(verdicts).toEqual([false, true, true]);
  });
});
