import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { currentToast, dismissToast, holdToast, showToast, toastMs, undoToast } from './toast-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  dismissToast();
  vi.useRealTimers();
});

test('a message goes after ten seconds', () => {
  showToast({ text: 'done' });
  vi.advanceTimersByTime(toastMs - 1);
  expect(currentToast()?.text).toBe('done');
  vi.advanceTimersByTime(1);
  expect(currentToast()).toBeNull();
});

test('pointer or focus stop its clock, and leaving lets it run on', () => {
  showToast({ text: 'done' });
  vi.advanceTimersByTime(6000);
  holdToast(true);
  vi.advanceTimersByTime(60_000);
  holdToast(false);
  vi.advanceTimersByTime(3999);
  expect(currentToast()).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(currentToast()).toBeNull();
});

test('a newer message has its own ten seconds', () => {
  showToast({ text: 'first' });
  vi.advanceTimersByTime(9000);
  showToast({ text: 'second' });
  vi.advanceTimersByTime(9000);
  expect(currentToast()?.text).toBe('second');
});

test('undo runs once and takes the message away', () => {
  const undo = vi.fn();
  showToast({ text: 'done', undo });
  undoToast();
  undoToast();
  expect(undo).toHaveBeenCalledTimes(1);
  expect(currentToast()).toBeNull();
});

test('nothing to undo does nothing', () => {
  showToast({ text: 'failed' });
  undoToast();
  expect(currentToast()?.text).toBe('failed');
});
