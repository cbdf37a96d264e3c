import { describe, expect, it } from 'vitest';

import { failuresAfterExit, restartDelayMs } from './back-off.ts';

describe('restartDelayMs', () => {
  it.each([
    [0, 1_000],
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 16_000],
    [6, 30_000],
    [7, 30_000],
    [5_000, 30_000],
  ])('waits after %i failures in a row %i ms', (failures, delayMs) => {
    expect(restartDelayMs(failures)).toBe(delayMs);
  });
});

describe('failuresAfterExit', () => {
  it.each([
    { before: 0, upMs: 0, after: 1 },
    { before: 3, upMs: 59_999, after: 4 },
    { before: 3, upMs: 60_000, after: 1 },
    { before: 9, upMs: 3_600_000, after: 1 },
  ])('counts $after after $before failures and $upMs ms of being up', ({ before, upMs, after }) => {
    expect(failuresAfterExit(before, upMs)).toBe(after);
  });
});
