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

test('an hourly session of many requests is an hourly visit', () => {
  const session = [60 * minute, ...Array.from({ length: 8 }, () => 2_000)];
  const state = after(Array.from({ length: 6 }, () => session).flat());
  expect(state.intervalMs).toBeGreaterThan(59 * minute);
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
  const often = (count: number) => after(Array.from({ length: count }, () => 30_000), regular);
  expect(often(20).intervalMs).toBeGreaterThan(3 * minute);
  expect(often(300).intervalMs).toBeLessThan(minute);
});

/** Readings `everyMs` apart in their own time, one each `gapMs` by the clock. */
function replay(count: number, everyMs: number, gapMs: number, start?: ContactState): ContactState {
  let state = start;
  const fromMs = 1_000_000 * minute;
  for (let at = 0; at < count; at += 1) state = afterArrival(state, fromMs + at * gapMs, at * everyMs);
  if (!state) throw new Error('nothing was replayed');
  return state;
}

test('readings replayed faster than they were taken teach nothing', () => {
  expect(replay(500, 5 * minute, 1_000).intervalMs).toBeNull();
  expect(replay(500, minute, 3).intervalMs).toBeNull();
});

test('readings at their own pace teach it, however wrong the device clock is', () => {
  expect(replay(20, minute, minute).intervalMs).toBe(minute);
});

test('old readings sent again teach nothing', () => {
  let state = replay(20, minute, minute);
  for (let at = 0; at < 40; at += 1) state = afterArrival(state, state.arrivalMs + 8_000, at);
  expect(state.intervalMs).toBe(minute);
});

test('one reading from 2099 does not keep the interval from being learned', () => {
  let state = afterArrival(undefined, 0, 4e12);
  for (let at = 1; at < 10; at += 1) state = afterArrival(state, at * 2 * minute, at * 2 * minute);
  expect(state.intervalMs).toBe(2 * minute);
});

test('the interval stays between the shortest gap and the longest with a visit, whatever arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1000, max: 100_000_000 }), { minLength: 1 }), (gaps) => {
      const { intervalMs } = after(gaps);
      expect(intervalMs).toBeGreaterThanOrEqual(Math.min(...gaps) * (1 - 1e-12));
      expect(intervalMs).toBeLessThanOrEqual(Math.max(...gaps) * 1.12);
    }),
  );
});

test('after the clock was set back silence counts from the new time, and nothing is learned from the jump', () => {
  const state = after([minute]);
  const back = afterArrival(state, state.arrivalMs - 60 * minute);
  expect(back).toMatchObject({ arrivalMs: state.arrivalMs - 60 * minute, intervalMs: minute });
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
