import { expect, test } from 'vitest';

import { alarmWindow } from './alarm-window.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = 1_000 * hour;

test('one that lasts 11 minutes shows the 50 before it and ends now', () => {
  expect(alarmWindow({ sinceMs: now - 11 * minute, endedMs: null }, now)).toEqual({ fromMs: now - 61 * minute, toMs: now });
});

test('one that lasts four hours shows two before it', () => {
  expect(alarmWindow({ sinceMs: now - 4 * hour, endedMs: null }, now)).toEqual({ fromMs: now - 6 * hour, toMs: now });
});

test('one that is over shows a little after its end, but not the future', () => {
  const endedMs = now - 5 * minute;
  expect(alarmWindow({ sinceMs: now - hour, endedMs }, now).toMs).toBe(now);
  expect(alarmWindow({ sinceMs: now - 9 * hour, endedMs: now - 8 * hour }, now).toMs).toBe(now - 7.75 * hour);
});

test('one that has lasted for days shows its beginning', () => {
  const sinceMs = now - 76 * hour;
  expect(alarmWindow({ sinceMs, endedMs: null }, now)).toEqual({ fromMs: sinceMs - 12 * hour, toMs: sinceMs + 12 * hour });
});

test('one that begins in this moment has a minute of room', () => {
  expect(alarmWindow({ sinceMs: now, endedMs: null }, now).toMs).toBe(now + minute);
});
