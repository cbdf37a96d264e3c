import { expect, test } from 'vitest';

import { afterArrival, type ContactState } from './contact.ts';
import { allowedSilence } from './silence.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

function after(gaps: number[]): ContactState {
  let state = afterArrival(undefined, 0);
  for (const gap of gaps) state = afterArrival(state, state.arrivalMs + gap);
  return state;
}

const every = (gap: number, count: number) => after(Array.from({ length: count }, () => gap));

test('three missed visits are too many, five minutes the least', () => {
  expect(allowedSilence(every(10 * minute, 20), { kind: 'learned' })).toBe(30 * minute);
  expect(allowedSilence(every(10_000, 500), { kind: 'learned' })).toBe(5 * minute);
});

test('a habit of a few minutes is none yet: a line pasted five times raises nothing', () => {
  expect(allowedSilence(every(20_000, 8), { kind: 'learned' })).toBeNull();
  expect(allowedSilence(every(day, 4), { kind: 'learned' })).toBeNull();
});

test('a device that speaks when something happens may be quiet for a day', () => {
  const door = after([3, 40, 2, 90, 5, 1, 30, 2, 60, 4, 25, 1, 70, 3].map((minutes) => minutes * minute));
  expect(allowedSilence(door, { kind: 'learned' })).toBe(day);
});

test('what somebody said counts, off too', () => {
  expect(allowedSilence(every(minute, 100), { kind: 'required', everyMs: 7 * minute })).toBe(7 * minute);
  expect(allowedSilence(every(minute, 100), { kind: 'off' })).toBeNull();
});
