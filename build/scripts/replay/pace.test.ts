import { expect, test } from 'vitest';

import { paceOf } from './pace.ts';

const never = new AbortController().signal;

test('as fast as it goes waits for nothing and gathers without bound', async () => {
  const pace = paceOf(0, never);
  await pace.untilDue(1e15);
  expect(pace.maxSpanMs).toBe(Infinity);
});

test('an hour a second: a batch gathers an hour, and is due when the hour has come', async () => {
  let nowMs = 0;
  const pace = paceOf(3600, never, () => nowMs);
  expect(pace.maxSpanMs).toBe(3_600_000);
  await pace.untilDue(500);
  nowMs = 1000;
  await pace.untilDue(500 + 3_600_000);
});

test('what is not due yet is waited for, until the replay is stopped', async () => {
  const stop = new AbortController();
  const pace = paceOf(1, stop.signal, () => 0);
  await pace.untilDue(0);
  let due = false;
  const waiting = pace.untilDue(3_600_000).then(() => (due = true));
  await new Promise(setImmediate);
  expect(due).toBe(false);
  stop.abort();
  await waiting;
});
