import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { isRenewing, whileRenewing } from './session-ending.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a session counts as being replaced until the last word about the old one can have come', async () => {
  const renewal = whileRenewing(async () => 'new');
  expect(isRenewing()).toBe(true);
  await expect(renewal).resolves.toBe('new');
  expect(isRenewing()).toBe(true);
  vi.runAllTimers();
  expect(isRenewing()).toBe(false);
});

test('what was refused replaces nothing', async () => {
  await expect(whileRenewing(() => Promise.reject(new Error('wrong password')))).rejects.toThrow('wrong password');
  expect(isRenewing()).toBe(false);
});
