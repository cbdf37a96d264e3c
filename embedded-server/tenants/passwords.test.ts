import { expect, test } from 'vitest';

import { FakeClock } from '../testing/fake-clock.ts';
import { PasswordCheck } from './password-check.ts';
import { currentCost, hashPassword, passwordMatches } from './passwords.ts';

const cheap = { N: 1024, r: 8, p: 1 };

test('a hash of full strength is made and checked, with its parameters in it', async () => {
  expect(currentCost).toEqual({ N: 32_768, r: 8, p: 3 });
  const stored = await hashPassword('a bicycle in the rain');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwordMatches('a bicycle in the rain', stored)).toBe(true);
});

test('a hash made with older parameters still counts, a wrong password does not', async () => {
  const stored = await hashPassword('rain', cheap);
  expect(await passwordMatches('rain', stored)).toBe(true);
  expect(await passwordMatches('Rain', stored)).toBe(false);
  expect(await hashPassword('rain', cheap)).not.toBe(stored);
});

test('nobody has no right password', async () => {
  expect(await passwordMatches('', null)).toBe(false);
});

test('too many waiting for their turn are sent away instead of piling up', async () => {
  const all = await Promise.allSettled(Array.from({ length: 100 }, () => hashPassword('rain', cheap)));
  const refused = all.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(100 - 4 - 64);
  expect(refused[0]).toMatchObject({ reason: { code: 'too-many-requests' } });
  expect(await passwordMatches('rain', await hashPassword('rain', cheap))).toBe(true);
});

test('a right password is remembered for a minute of monotonic time, a wrong one never', async () => {
  const clock = new FakeClock();
  const check = new PasswordCheck(clock);
  const stored = await hashPassword('rain', cheap);
  expect(await check.matches('rain', stored)).toBe(true);
  expect(await check.matches('snow', stored)).toBe(false);
  expect(check.isRemembered('snow', stored)).toBe(false);
  clock.setWall(clock.now() + 3_600_000);
  clock.advance(59_999);
  expect(check.isRemembered('rain', stored)).toBe(true);
  expect(check.isRemembered('rain', await hashPassword('rain', cheap))).toBe(false);
  clock.advance(1);
  expect(check.isRemembered('rain', stored)).toBe(false);
});
