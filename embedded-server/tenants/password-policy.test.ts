import { expect, test } from 'vitest';

import { assertPasswordAllowed, passwordFault } from './password-policy.ts';

const operator = { userName: 'anna', tenant: 'main', role: 'operator' } as const;
const admin = { ...operator, role: 'admin' } as const;

test.each([
  ['kahvila7', operator, null],
  ['short77', operator, 'too-short'],
  ['a long sentence', admin, null],
  ['fourteen chars', admin, 'too-short'],
  ['aaaabbbbcccc', operator, 'repetitive'],
  ['password', operator, 'common'],
  ['Password123!', operator, 'common'],
  ['P@ssw0rd2026', operator, 'common'],
  ['passwordpassword', admin, 'common'],
  ['12345678', operator, 'common'],
  ['09876543', operator, 'common'],
  ['qwertyuiop', operator, 'common'],
  ['salasana1', operator, 'common'],
  ['anna-was-here', operator, 'contains-name'],
  ['valvomo-main', operator, 'contains-name'],
  ['valvomo behind the lake', admin, null],
  ['maintenance of pumps', admin, null],
  ['correct horse battery staple', admin, null],
  ['ääkköset ja 🚲 sade', admin, null],
])('%s for %o: %s', (password, owner, fault) => {
  expect(passwordFault(password, owner)).toBe(fault);
});

test('the refusal says which field and why', () => {
  expect(() => assertPasswordAllowed('password', operator)).toThrowError(
    expect.objectContaining({ code: 'invalid', fields: { password: 'common' } }),
  );
});
