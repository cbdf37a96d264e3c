import fc from 'fast-check';
import { expect, test } from 'vitest';

import { outcomeOf, waitBeforeNext } from './post-outcome.ts';

test.each([
  [201, null, { kind: 'stored' }],
  [429, '3', { kind: 'again', reason: 'the core answered 429', afterMs: 3000 }],
  [503, null, { kind: 'again', reason: 'the core answered 503', afterMs: null }],
  [507, 'Mon, 1 Jan 2029 00:00:00 GMT', { kind: 'again', reason: 'the core answered 507', afterMs: null }],
  [408, null, { kind: 'again', reason: 'the core answered 408', afterMs: null }],
  [200, null, { kind: 'refused', status: 200 }],
  [401, null, { kind: 'refused', status: 401 }],
  [422, '3', { kind: 'refused', status: 422 }],
])('%i with Retry-After %s', (status, retryAfter, outcome) => {
  expect(outcomeOf(status, retryAfter)).toEqual(outcome);
});

test('waits double from 0.2 s to 10 s, and what the core asks for goes first', () => {
  expect([1, 2, 3, 7, 30].map((tries) => waitBeforeNext(tries, null, 0))).toEqual([200, 400, 800, 10_000, 10_000]);
  expect(waitBeforeNext(9, 1000, 0.9)).toBe(1000);
});

test('chance takes off no more than half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
      const full = waitBeforeNext(tries, null, 0);
      const waited = waitBeforeNext(tries, null, random);
      return waited <= full && waited >= full / 2;
    }),
  );
});
