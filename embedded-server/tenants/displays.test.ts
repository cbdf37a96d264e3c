import { expect, test } from 'vitest';

import type { DisplayRow } from './display-store.ts';
import { displayKeyText, isSessionOf, longestUnseenMs, newSecret, parseDisplayKey, secretHash, tokenStanding } from './displays.ts';

const secret = newSecret();
const row: DisplayRow = {
  id: 3,
  name: 'Hall',
  rotate_seconds: 0,
  theme: 'dark',
  token_hash: secretHash(secret),
  session_hash: secretHash(secret),
  bound_address: null,
  created_ms: 1,
  created_by: 'anna',
  seen_ms: null,
};

test('a key is written and read', () => {
  const key = { tenant: 'north-site', id: 12, secret };
  expect(parseDisplayKey(displayKeyText(key))).toEqual(key);
});

test.each(['', 'main', 'main.1', `main.1.${secret}x`, `main.0x1.${secret}`, `MAIN.1.${secret}`, `.1.${secret}`])('%j is no key', (text) => {
  expect(parseDisplayKey(text)).toBeNull();
});

test('the first address has it, another does not, another secret opens nothing', () => {
  expect(tokenStanding(row, secret, '10.0.0.7')).toBe('open');
  const bound = { ...row, bound_address: '10.0.0.7' };
  expect(tokenStanding(bound, secret, '10.0.0.7')).toBe('open');
  expect(tokenStanding(bound, secret, '10.0.0.8')).toBe('elsewhere');
  expect(tokenStanding(bound, newSecret(), '10.0.0.8')).toBe('void');
  expect(tokenStanding(undefined, secret, '10.0.0.7')).toBe('void');
});

test('a session ends when it was not seen for too long', () => {
  expect(isSessionOf(row, secret, longestUnseenMs)).toBe(true);
  expect(isSessionOf(row, secret, 1 + longestUnseenMs)).toBe(false);
  expect(isSessionOf({ ...row, seen_ms: 2 }, secret, 1 + longestUnseenMs)).toBe(true);
  expect(isSessionOf({ ...row, session_hash: null }, secret, 2)).toBe(false);
  expect(isSessionOf(row, newSecret(), 2)).toBe(false);
});
