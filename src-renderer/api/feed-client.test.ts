import { beforeEach, describe, expect, test } from 'vitest';

import type { FeedBody } from '#contract/feed.ts';

import type { Connection } from './connection-store.ts';
import { type LineEvents, silenceMs, startFeed } from './feed-client.ts';

interface FakeLine extends LineEvents {
  path: string;
  closed: boolean;
}

/** A world whose clock and lines the test moves. */
function fakeWorld() {
  let nowMs = 1000;
  const timers: { at: number; run: () => void }[] = [];
  const lines: FakeLine[] = [];
  const open = (path: string, events: LineEvents) => {
    const line: FakeLine = { ...events, path, closed: false };
    lines.push(line);
    return () => void (line.closed = true);
  };
  const after = (ms: number, run: () => void) => {
    const timer = { at: nowMs + ms, run };
    timers.push(timer);
    return () => void timers.splice(0, timers.length, ...timers.filter((other) => other !== timer));
  };
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const timer of timers.filter(({ at }) => at <= nowMs)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  };
  let wake = (): void => undefined;
  const onWake = (run: () => void) => {
    wake = run;
    return () => void (wake = () => undefined);
  };
  /** Time of which the page sees nothing: no timer runs. */
  const sleep = (ms: number): void => void (nowMs += ms);
  return { lines, pass, sleep, wake: () => wake(), world: { open, after, onWake, nowMs: () => nowMs, chance: () => 0.5 } };
}

function startFakeFeed(since: string | null = null) {
  const fake = fakeWorld();
  const seen = { bodies: [] as FeedBody[], resyncs: 0, ended: 0, unheard: 0, connections: [] as Connection[], coreTimes: [] as number[] };
  const stop = startFeed(
    {
      onBody: (body) => seen.bodies.push(body),
      onResync: () => (seen.resyncs += 1),
      onSessionEnded: () => (seen.ended += 1),
      onUnheard: () => (seen.unheard += 1),
      onConnection: (connection) => seen.connections.push(connection),
      onCoreTime: (timeMs) => seen.coreTimes.push(timeMs),
    },
    since,
    fake.world,
  );
  const tell = (message: object): void => fake.lines.at(-1)?.onText(JSON.stringify(message));
  return { ...fake, seen, stop, tell };
}

describe('the feed', () => {
  let feed: ReturnType<typeof startFakeFeed>;
  beforeEach(() => {
    feed = startFakeFeed();
    feed.tell({ kind: 'hello', id: 'e1.7', timeMs: 5 });
  });
  const lastConnection = (): Connection | undefined => feed.seen.connections.at(-1);

  test('is live once the core greets, and keeps its clock', () => {
    expect(feed.lines[0]?.path).toBe('/api/feed');
    expect(lastConnection()).toEqual({ state: 'live', heardMs: 1000 });
    expect(feed.seen.coreTimes).toEqual([5]);
  });

  test('goes on from where the first picture was taken', () => {
    const known = startFakeFeed('e1.5');
    expect(known.lines[0]?.path).toBe('/api/feed?since=e1.5');
    known.tell({ kind: 'hello', id: 'e1.7', timeMs: 5 });
    known.lines[0]?.onClose();
    known.pass(500);
    expect(known.lines[1]?.path).toBe('/api/feed?since=e1.5');
  });

  test('hands on numbered messages and resumes after the last one', () => {
    feed.tell({ kind: 'points', id: 'e1.8', points: [['3', 10, 1.5]] });
    feed.lines[0]?.onClose();
    feed.pass(500);
    expect(feed.seen.bodies).toHaveLength(1);
    expect(feed.lines[1]?.path).toBe('/api/feed?since=e1.8');
  });

  test('a resumed greeting does not skip what was missed', () => {
    feed.lines[0]?.onClose();
    feed.pass(500);
    feed.tell({ kind: 'hello', id: 'e1.9', timeMs: 6 });
    feed.lines[1]?.onClose();
    feed.pass(500);
    expect(feed.lines[2]?.path).toBe('/api/feed?since=e1.7');
  });

  test('a resync voids the cache and goes on from its number', () => {
    feed.tell({ kind: 'resync', id: 'e2.1' });
    feed.lines[0]?.onClose();
    feed.pass(500);
    expect(feed.seen.resyncs).toBe(1);
    expect(feed.lines[1]?.path).toBe('/api/feed?since=e2.1');
  });

  test('a lost line says since when and when it tries again, waiting longer each time', () => {
    feed.lines[0]?.onClose();
    expect(lastConnection()).toEqual({ state: 'lost', sinceMs: 1000, retryMs: 1500 });
    feed.pass(500);
    expect(lastConnection()).toEqual({ state: 'lost', sinceMs: 1000, retryMs: null });
    feed.lines[1]?.onClose();
    expect(lastConnection()).toEqual({ state: 'lost', sinceMs: 1000, retryMs: 2500 });
  });

  test('silence is a lost line, since the last word', () => {
    feed.pass(silenceMs);
    expect(lastConnection()).toMatchObject({ state: 'lost', sinceMs: 1000 });
    expect(feed.lines[0]?.closed).toBe(true);
  });

  test('a page that was asleep takes a new line at once, and hears nothing from the old one', () => {
    feed.sleep(8 * 60 * 60_000);
    feed.wake();
    expect(feed.lines[0]?.closed).toBe(true);
    expect(feed.lines[1]?.path).toBe('/api/feed?since=e1.7');
    expect(lastConnection()).toEqual({ state: 'lost', sinceMs: 1000, retryMs: null });
    feed.lines[0]?.onText(JSON.stringify({ kind: 'beat', timeMs: 6 }));
    expect(feed.seen.coreTimes).toEqual([5]);
    feed.tell({ kind: 'beat', timeMs: 7 });
    expect(lastConnection()).toMatchObject({ state: 'live' });
  });

  test('somebody who looks again does not wait for the next try', () => {
    feed.lines[0]?.onClose();
    feed.wake();
    expect(feed.lines).toHaveLength(2);
    feed.pass(500);
    expect(feed.lines).toHaveLength(2);
  });

  test('a line on which words come is left alone, and one that has ended is not opened again', () => {
    feed.wake();
    expect(feed.lines).toHaveLength(1);
    feed.tell({ kind: 'session-ended', ending: 'idle' });
    feed.wake();
    expect(feed.lines).toHaveLength(1);
  });

  test('beats keep it alive', () => {
    feed.pass(silenceMs - 1);
    feed.tell({ kind: 'beat', timeMs: 9 });
    feed.pass(silenceMs - 1);
    expect(lastConnection()?.state).toBe('live');
  });

  test('the end of the session ends it without another try', () => {
    feed.tell({ kind: 'session-ended', ending: 'idle' });
    feed.pass(60_000);
    expect(feed.seen.ended).toBe(1);
    expect(feed.lines).toHaveLength(1);
  });

  test('a line that ends before a word came over it is told of: it may be the session that is over', () => {
    feed.lines[0]?.onClose();
    expect(feed.seen.unheard).toBe(0);
    feed.pass(500);
    feed.lines[1]?.onClose();
    expect(feed.seen.unheard).toBe(1);
  });

  test('a message it cannot read is a broken line, not a guess', () => {
    feed.tell({ kind: 'points', id: 'e1.8', points: 'no' });
    expect(lastConnection()?.state).toBe('lost');
  });

  test('stopped, it stays stopped', () => {
    feed.stop();
    feed.pass(60_000);
    expect(feed.lines).toHaveLength(1);
    expect(feed.lines[0]?.closed).toBe(true);
  });
});
