import fc from 'fast-check';
import { expect, test } from 'vitest';

import { afterArrival, contactAt, type ContactState } from './contact.ts';

const minute = 60_000;

function after(gaps: number[], start: ContactState | undefined = undefined): ContactState {
  let state = start;
  let nowMs = state?.arrivalMs ?? 0;
  state ??= afterArrival(undefined, nowMs);
  for (const gap of gaps) {
    nowMs += gap;
    state = afterArrival(state, nowMs);
  }
  return state;
}

test('the interval is learned from the second visit on', () => {
  expect(after([]).intervalMs).toBeNull();
  expect(after([minute]).intervalMs).toBe(minute);
  expect(after([minute, minute, minute]).intervalMs).toBe(minute);
});

test('several requests in a row are one visit', () => {
  expect(after([100, 200, minute, 50, minute]).intervalMs).toBeCloseTo(minute, -3);
});

test('a slower habit is learned in a few arrivals, an outage is not taken for one', () => {
  const regular = after(Array.from({ length: 20 }, () => minute));
  expect(after(Array.from({ length: 8 }, () => 10 * minute), regular).intervalMs).toBeGreaterThan(8 * minute);
  expect(after([24 * 60 * minute], regular).intervalMs).toBeLessThan(3 * minute);
});

test('a backlog sent in a burst does not make the usual pace look like silence', () => {
  const regular = after(Array.from({ length: 20 }, () => 5 * minute));
  const afterBurst = after([60 * minute, ...Array.from({ length: 30 }, () => 1_500)], regular);
  expect(contactAt(afterBurst, afterBurst.arrivalMs + 5 * minute)).toBe('fresh');
});

test('a faster habit is learned slowly', () => {
  const regular = after(Array.from({ length: 20 }, () => 10 * minute));
  expect(after(Array.from({ length: 300 }, () => minute), regular).intervalMs).toBeLessThan(1.1 * minute);
});

test('the interval stays between the shortest and the longest gap, whatever arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1000, max: 100_000_000 }), { minLength: 1 }), (gaps) => {
      const { intervalMs } = after(gaps);
      expect(intervalMs).toBeGreaterThanOrEqual(Math.min(...gaps) * (1 - 1e-12));
      expect(intervalMs).toBeLessThanOrEqual(Math.max(...gaps) * (1 + 1e-12));
    }),
  );
});

test('after the clock was set back silence counts from the new time, and nothing is learned from the jump', () => {
  const state = after([minute]);
  const back = afterArrival(state, state.arrivalMs - 60 * minute);
  expect(back).toEqual({ arrivalMs: state.arrivalMs - 60 * minute, intervalMs: minute });
  expect(contactAt(back, back.arrivalMs + 11 * minute)).toBe('silent');
});

test.each([
  [0, 'fresh'],
  [2 * minute, 'fresh'],
  [2 * minute + 1, 'late'],
  [10 * minute, 'late'],
  [10 * minute + 1, 'silent'],
])('%i ms after the last of minutely arrivals it is %s', (silence, contact) => {
  const state = after([minute, minute]);
  expect(contactAt(state, state.arrivalMs + silence)).toBe(contact);
});

test('never heard is never', () => {
  expect(contactAt(undefined, 0)).toBe('never');
});
