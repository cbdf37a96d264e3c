import { expect, test, vi } from 'vitest';

import { ApiError } from '../api/api-error.ts';
import { waitingForPassword, withStepUp } from './step-up.ts';

const refused = new ApiError('step-up-required', 'again');

test('an act the core takes is done once and asks nothing', async () => {
  const act = vi.fn(async () => 'done');
  await expect(withStepUp(act)).resolves.toBe('done');
  expect(act).toHaveBeenCalledTimes(1);
  expect(waitingForPassword()).toBeNull();
});

test('an act refused for the password is done again once it was given', async () => {
  const act = vi.fn(async () => 'done').mockRejectedValueOnce(refused);
  const reply = withStepUp(act);
  await vi.waitUntil(() => waitingForPassword() !== null);
  waitingForPassword()?.goOn();
  await expect(reply).resolves.toBe('done');
  expect(waitingForPassword()).toBeNull();
});

test('who gives up gets the refusal', async () => {
  const reply = withStepUp(() => Promise.reject(refused));
  const outcome = expect(reply).rejects.toBe(refused);
  await vi.waitUntil(() => waitingForPassword() !== null);
  waitingForPassword()?.giveUp();
  await outcome;
});

test('any other refusal passes', async () => {
  const other = new ApiError('conflict', 'last one');
  await expect(withStepUp(() => Promise.reject(other))).rejects.toBe(other);
  expect(waitingForPassword()).toBeNull();
});
