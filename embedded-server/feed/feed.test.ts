import fc from 'fast-check';
import { expect, test } from 'vitest';

import { feedMessageSchema, type FeedBody, type FeedMessage } from '#contract/feed.ts';

import { FakeClock } from '../testing/fake-clock.ts';
import { Feed } from './feed.ts';

const clockAt = () => new FakeClock(1_000);

const changed = (subject: 'devices' | 'rules' | 'site'): FeedBody => ({ kind: 'changed', subject });
const removed = (alarmId: string): FeedBody => ({ kind: 'alarm-removed', alarmId });

function listen(feed: Feed, since: string | null): { messages: FeedMessage[]; stop: () => void } {
  const messages: FeedMessage[] = [];
  const stop = feed.subscribe(since, (message) => messages.push(message));
  return { messages, stop };
}

const idsOf = (messages: FeedMessage[]) => messages.flatMap((message) => ('id' in message && message.kind !== 'hello' ? [message.id] : []));

test('a new subscriber gets hello with the newest number and then only what is new', () => {
  const feed = new Feed(clockAt(), 'e1');
  feed.publish(changed('rules'));
  const { messages } = listen(feed, null);
  feed.publish(changed('devices'));
  expect(messages).toEqual([
    { kind: 'hello', id: 'e1.1', timeMs: 1_000 },
    { id: 'e1.2', kind: 'changed', subject: 'devices' },
  ]);
  for (const message of messages) expect(feedMessageSchema.parse(message)).toEqual(message);
});

test('a subscriber that comes back gets exactly what it missed', () => {
  const feed = new Feed(clockAt(), 'e1');
  const first = listen(feed, null);
  feed.publish(changed('rules'));
  first.stop();
  feed.publish(changed('devices'));
  feed.publish(changed('site'));
  expect(idsOf(listen(feed, 'e1.1').messages)).toEqual(['e1.2', 'e1.3']);
  expect(idsOf(first.messages)).toEqual(['e1.1']);
});

test.each(['e0.1', 'e1.99', 'nonsense', '', 'e1.-1', 'e1.1.5'])('since %j cannot be told: resync', (since) => {
  const feed = new Feed(clockAt(), 'e1');
  feed.publish(changed('rules'));
  expect(listen(feed, since).messages.at(-1)).toEqual({ kind: 'resync', id: 'e1.1' });
});

test('what has left the ring is a resync, whether it left by count or by size', () => {
  for (const limits of [{ messages: 2, characters: 10_000 }, { messages: 100, characters: 90 }]) {
    const feed = new Feed(clockAt(), 'e1', limits);
    for (let count = 0; count < 4; count += 1) feed.publish(changed('rules'));
    expect(listen(feed, 'e1.1').messages.at(-1)).toEqual({ kind: 'resync', id: 'e1.4' });
    expect(idsOf(listen(feed, 'e1.2').messages)).toEqual(['e1.3', 'e1.4']);
  }
});

test('points and arrivals are gathered before they get a number, the newest reading winning', () => {
  const clock = clockAt();
  const feed = new Feed(clock, 'e1');
  const { messages } = listen(feed, null);
  feed.publishPoint('7', 200, 2);
  feed.publishPoint('7', 100, 1);
  feed.publishPoint('8', 50, 3);
  feed.publishHeard('4', 900);
  feed.publishHeard('4', 950);
  expect(idsOf(messages)).toEqual([]);
  clock.advance(250);
  expect(messages.slice(1)).toEqual([
    { id: 'e1.1', kind: 'points', points: [['7', 200, 2], ['8', 50, 3]] },
    { id: 'e1.2', kind: 'heard', devices: [['4', 950]] },
  ]);
  expect(clock.timers).toBe(0);
});

test('a subscriber that throws loses its place and nobody else does', () => {
  const feed = new Feed(clockAt(), 'e1');
  let calls = 0;
  feed.subscribe(null, () => {
    calls += 1;
    throw new Error('socket gone');
  });
  const other = listen(feed, null);
  feed.publish(changed('rules'));
  expect(calls).toBe(1);
  expect(idsOf(other.messages)).toEqual(['e1.1']);
});

test('closing stops the timer and all deliveries', () => {
  const clock = clockAt();
  const feed = new Feed(clock, 'e1');
  const { messages } = listen(feed, null);
  feed.publishPoint('7', 1, 1);
  feed.close();
  clock.advance(250);
  expect(idsOf(messages)).toEqual([]);
});

test('however a client comes and goes, it sees every message once and in order, or a resync', () => {
  const step = fc.oneof(fc.constant('publish' as const), fc.constant('leave' as const), fc.constant('return' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (steps, messages) => {
      const feed = new Feed(clockAt(), 'e', { messages, characters: 1_000_000 });
      let published = 0;
      let seen = 0;
      let stop: (() => void) | null = null;
      const deliver = (message: FeedMessage) => {
        if (message.kind === 'hello') return;
        if (message.kind === 'resync') {
          // Only a client that has missed more than the ring holds is sent away.
          expect(published - seen).toBeGreaterThan(messages);
          seen = published;
        } else if ('id' in message) {
          expect(message.id).toBe(`e.${seen + 1}`);
          seen += 1;
        }
      };
      for (const what of steps) {
        if (what === 'publish') {
          published += 1;
          feed.publish(removed(String(published)));
        } else if (what === 'leave') {
          stop?.();
          stop = null;
        } else if (!stop) {
          stop = feed.subscribe(`e.${seen}`, deliver);
          expect(seen).toBe(published);
        }
      }
    }),
  );
});
