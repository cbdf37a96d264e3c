import { expect, test } from 'vitest';

import { FakeClock } from '../testing/fake-clock.ts';
import { collectWhenQuiet } from './quiet-collection.ts';

const megabyte = 1024 * 1024;

/** An engine of which 30 MB are needed. */
function engineThat(is: { busyShare: number; heldBytes: number }) {
  const engine = {
    collections: 0,
    busyShare: () => is.busyShare,
    heldBytes: () => is.heldBytes,
    collect() {
      engine.collections += 1;
      is.heldBytes = 30 * megabyte;
    },
  };
  return engine;
}

function looks(clock: FakeClock, count: number): void {
  for (let look = 0; look < count; look += 1) clock.advance(5_000);
}

test('nothing is collected while the core works, and once when it is quiet', () => {
  const clock = new FakeClock();
  const state = { busyShare: 0.4, heldBytes: 120 * megabyte };
  const engine = engineThat(state);
  const timer = collectWhenQuiet(clock, engine);
  looks(clock, 10);
  expect(engine.collections).toBe(0);
  state.busyShare = 0.01;
  looks(clock, 10);
  expect(engine.collections).toBe(1);
  timer.cancel();
});

test('a little more than is needed is left alone, until it has become much', () => {
  const clock = new FakeClock();
  const state = { busyShare: 0, heldBytes: 100 * megabyte };
  const engine = engineThat(state);
  collectWhenQuiet(clock, engine);
  looks(clock, 1);
  state.heldBytes = 40 * megabyte;
  looks(clock, 30);
  expect(engine.collections).toBe(1);
  state.heldBytes = 43 * megabyte;
  looks(clock, 1);
  expect(engine.collections).toBe(2);
});

test('where something comes in all the time it is done once a minute at most', () => {
  const clock = new FakeClock();
  const state = { busyShare: 0.03, heldBytes: 100 * megabyte };
  const engine = engineThat(state);
  collectWhenQuiet(clock, engine);
  for (let second = 0; second < 120; second += 5) {
    state.heldBytes = 100 * megabyte;
    looks(clock, 1);
  }
  expect(engine.collections).toBe(2);
});
