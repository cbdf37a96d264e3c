import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { tellOf, undoLatest } from './pending-acts.ts';
import { currentToast, dismissToast, showToast } from './toast-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  dismissToast();
  vi.useRealTimers();
});

const silent = (): void => undefined;

/** An act the core has not answered yet. */
function waitingAct(text: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const undo = vi.fn();
  const failed = vi.fn();
  return { undo, failed, answer: resolve, refuse: reject, told: tellOf(promise, () => ({ text, undo }), failed) };
}

test('an act is told of when the core has answered', async () => {
  const act = waitingAct('acknowledged');
  expect(currentToast()).toBeNull();
  act.answer();
  await act.told;
  expect(currentToast()?.text).toBe('acknowledged');
  expect(act.undo).not.toHaveBeenCalled();
});

test('what is taken back before the answer is undone with it, and not told of as done', async () => {
  const act = waitingAct('acknowledged');
  undoLatest();
  expect(act.undo).not.toHaveBeenCalled();
  act.answer();
  await act.told;
  expect(act.undo).toHaveBeenCalledOnce();
  expect(currentToast()).toBeNull();
});

test('each press takes back one act more, the newest first', async () => {
  const acts = ['first', 'second', 'third'].map(waitingAct);
  undoLatest();
  undoLatest();
  for (const { answer } of acts) answer();
  await Promise.all(acts.map(({ told }) => told));
  expect(acts.map(({ undo }) => undo.mock.calls.length)).toEqual([0, 1, 1]);
});

test('what waits is newer than what is told of, unless it was done before', async () => {
  const older = waitingAct('older');
  const undoTold = vi.fn();
  showToast({ text: 'told at once', undo: undoTold });
  const newer = waitingAct('newer');
  undoLatest();
  undoLatest();
  expect(undoTold).toHaveBeenCalledOnce();
  undoLatest();
  for (const act of [older, newer]) act.answer();
  await Promise.all([older.told, newer.told]);
  expect(newer.undo).toHaveBeenCalledOnce();
  expect(older.undo).toHaveBeenCalledOnce();
});

test('an act that fails says why, and there is nothing to undo', async () => {
  const act = waitingAct('acknowledged');
  undoLatest();
  act.refuse(new Error('no contact'));
  await act.told;
  expect(act.failed).toHaveBeenCalledOnce();
  expect(act.undo).not.toHaveBeenCalled();
  undoLatest();
});

test('what cannot be undone is told of although somebody tried to take it back', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const told = tellOf(promise, () => ({ text: 'refused' }), silent);
  undoLatest();
  resolve();
  await told;
  expect(currentToast()?.text).toBe('refused');
});
