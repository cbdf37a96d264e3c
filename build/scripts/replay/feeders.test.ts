import { expect, test } from 'vitest';

import type { Batch } from './batches.ts';
import { feedAll, type Feeder, type FeedSettings } from './feeders.ts';

async function* batches(times: readonly number[]): AsyncGenerator<Batch> {
  for (const [from, reachedMs] of times.entries()) yield { from, readings: [], reachedMs };
}

function feeder(device: string, times: readonly number[], originMs = 0): Feeder<string> {
  return { device, batches: batches(times), originMs };
}

/** Sends into a list; other settings as given. */
async function sent(feeders: Feeder<string>[], more: Partial<FeedSettings<string>> = {}): Promise<string[]> {
  const log: string[] = [];
  const send = (device: string, { from }: Batch) => {
    log.push(`${device}${from}`);
    return Promise.resolve(true);
  };
  await feedAll(feeders, { connections: 1, untilDue: () => Promise.resolve(), send, stop: new AbortController().signal, ...more });
  return log;
}

test('devices go side by side in source time, each set from its own beginning', async () => {
  expect(await sent([feeder('a', [10, 30, 50]), feeder('b', [1020, 1040], 1000)])).toEqual(['a0', 'b0', 'a1', 'b1', 'a2']);
});

test('a device never has two batches under way, however many connections there are', async () => {
  const underWay = new Set<string>();
  const log: string[] = [];
  await sent([feeder('a', [1, 2, 3, 4]), feeder('b', [1, 2])], {
    connections: 5,
    async send(device, { from }) {
      expect(underWay.has(device)).toBe(false);
      underWay.add(device);
      await Promise.resolve();
      underWay.delete(device);
      log.push(`${device}${from}`);
      return true;
    },
  });
  expect(log.filter((entry) => entry.startsWith('a'))).toEqual(['a0', 'a1', 'a2', 'a3']);
  expect(log.filter((entry) => entry.startsWith('b'))).toEqual(['b0', 'b1']);
});

test('after a stop nothing more is begun', async () => {
  const stop = new AbortController();
  const log: string[] = [];
  await sent([feeder('a', [1, 2, 3])], {
    stop: stop.signal,
    send(device, { from }) {
      log.push(`${device}${from}`);
      stop.abort();
      return Promise.resolve(true);
    },
  });
  expect(log).toEqual(['a0']);
});

test('a device of which nothing more is to be sent leaves the others alone', async () => {
  const log: string[] = [];
  await sent([feeder('a', [1, 3]), feeder('b', [2, 4])], {
    send(device, { from }) {
      log.push(`${device}${from}`);
      return Promise.resolve(device !== 'a');
    },
  });
  expect(log).toEqual(['a0', 'b0', 'b1']);
});

test('one failure ends all, after the batches under way', async () => {
  const log: string[] = [];
  const feeding = sent([feeder('a', [1, 3, 5]), feeder('b', [2, 4, 6])], {
    connections: 2,
    async send(device, { from }) {
      if (device === 'a') throw new Error('refused');
      await new Promise(setImmediate);
      log.push(`${device}${from}`);
      return true;
    },
  });
  await expect(feeding).rejects.toThrow('refused');
  expect(log).toEqual(['b0']);
});
