import { expect, test } from 'vitest';

import { FakeClock } from '../testing/fake-clock.ts';
import { SignInThrottle, waitAfter } from './sign-in-throttle.ts';

const minute = 60_000;

function fail(throttle: SignInThrottle, times: number, account = 'main/anna', address = '10.0.0.1'): void {
  for (let count = 0; count < times; count += 1) throttle.begin(account, address);
}

function isOpen(throttle: SignInThrottle, account = 'main/anna', address = '10.0.0.1'): boolean {
  try {
    throttle.assertOpen(account, address);
    return true;
  } catch {
    return false;
  }
}

test.each([
  [9, 0],
  [10, 30_000],
  [11, 60_000],
  [12, 120_000],
  [17, 3_600_000],
  [2_000, 3_600_000],
])('after %d failures the wait is %d ms', (failures, waitMs) => {
  expect(waitAfter(failures, 10)).toBe(waitMs);
});

test('ten failures close the account for that address only, for half a minute', () => {
  const clock = new FakeClock();
  const throttle = new SignInThrottle(clock);
  fail(throttle, 9);
  expect(isOpen(throttle)).toBe(true);
  fail(throttle, 1);
  expect(isOpen(throttle)).toBe(false);
  expect(isOpen(throttle, 'MAIN/Anna')).toBe(false);
  expect(isOpen(throttle, 'main/anna', '10.0.0.2')).toBe(true);
  expect(isOpen(throttle, 'main/bert', '10.0.0.1')).toBe(true);
  clock.advance(29_999);
  expect(isOpen(throttle)).toBe(false);
  clock.advance(1);
  expect(isOpen(throttle)).toBe(true);
});

test('the one who waits is told how long', () => {
  const throttle = new SignInThrottle(new FakeClock());
  fail(throttle, 10);
  expect(() => throttle.begin('main/anna', '10.0.0.1')).toThrowError(
    expect.objectContaining({ code: 'too-many-requests', retryAfterSeconds: 30 }),
  );
});

test('a wall clock set forward shortens no wait', () => {
  const clock = new FakeClock();
  const throttle = new SignInThrottle(clock);
  fail(throttle, 10);
  clock.setWall(clock.now() + 24 * 60 * minute);
  expect(isOpen(throttle)).toBe(false);
});

test('a right password makes the account forget, but not the address', () => {
  const throttle = new SignInThrottle(new FakeClock());
  fail(throttle, 9);
  throttle.begin('main/anna', '10.0.0.1').succeeded();
  fail(throttle, 9);
  expect(isOpen(throttle)).toBe(true);
  for (let account = 0; account < 22; account += 1) fail(throttle, 1, `main/user${account}`);
  expect(isOpen(throttle, 'main/somebody-else')).toBe(false);
});

test('guessing at many accounts closes the address after forty', () => {
  const throttle = new SignInThrottle(new FakeClock());
  for (let account = 0; account < 40; account += 1) fail(throttle, 1, `main/user${account}`);
  expect(isOpen(throttle, 'main/anna')).toBe(false);
  expect(isOpen(throttle, 'main/anna', '10.0.0.2')).toBe(true);
});

test('an account guessed at from everywhere stays open where its owner has signed in before', () => {
  const throttle = new SignInThrottle(new FakeClock());
  throttle.begin('main/anna', '192.168.1.5').succeeded();
  for (let address = 0; address < 20; address += 1) fail(throttle, 5, 'main/anna', `10.0.1.${address}`);
  expect(isOpen(throttle, 'main/anna', '10.0.2.1')).toBe(false);
  expect(isOpen(throttle, 'main/anna', '192.168.1.5')).toBe(true);
  throttle.unlock('main/Anna');
  expect(isOpen(throttle, 'main/anna', '10.0.2.1')).toBe(true);
});

test('tries under way count, so that many at once gain nothing; one never judged does not', () => {
  const throttle = new SignInThrottle(new FakeClock());
  const tries = Array.from({ length: 10 }, () => throttle.begin('main/anna', '10.0.0.1'));
  expect(isOpen(throttle)).toBe(false);
  tries[0]?.abandoned();
  expect(isOpen(throttle)).toBe(true);
});

test.each([
  ['::ffff:10.0.0.1', '10.0.0.1', true],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2:bbbb::2', true],
  ['2001:db8::1', '2001:db8:0:0:5::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
])('%s and %s are one address: %s', (one, other, same) => {
  const throttle = new SignInThrottle(new FakeClock());
  fail(throttle, 10, 'main/anna', one);
  expect(isOpen(throttle, 'main/anna', other)).toBe(!same);
});
