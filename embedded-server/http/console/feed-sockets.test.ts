import type { WebSocket } from '@fastify/websocket';
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';

import { Feed } from '../../feed/feed.ts';
import type { LiveSession, Sessions } from '../../tenants/sessions.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FeedSockets } from './feed-sockets.ts';

/** A socket whose other end takes nothing until it is told to. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  closedWith: number | undefined;

  send(text: string): void {
    this.bufferedAmount += text.length;
  }

  close(code: number): void {
    this.closedWith = code;
    this.terminate();
  }

  terminate(): void {
    this.readyState = 3;
    this.emit('close');
  }
}

const clock = new FakeClock();
const session = { key: 'a' } as LiveSession;
const noSessions = { onEnd: () => () => undefined } as unknown as Sessions;

function connect(sockets: FeedSockets, feed: Feed): StuckSocket {
  const socket = new StuckSocket();
  sockets.open(socket as unknown as WebSocket, session, feed, null);
  return socket;
}

function publishMuch(feed: Feed, messages: number): void {
  for (let count = 0; count < messages; count += 1) feed.publish({ kind: 'alarm-removed', alarmId: '9'.repeat(100_000) });
}

test('a client that does not keep up is cut off; the others go on', () => {
  const feed = new Feed(clock, 'e');
  const sockets = new FeedSockets(noSessions, clock);
  const [stuck, quick] = [connect(sockets, feed), connect(sockets, feed)];
  for (let count = 0; count < 100; count += 1) {
    publishMuch(feed, 1);
    quick.bufferedAmount = 0;
  }
  expect(stuck.readyState).toBe(3);
  expect(stuck.bufferedAmount).toBeLessThan(9 * 1024 * 1024);
  expect(quick.readyState).toBe(1);
  sockets.close();
});

test('a whole replay fits into what may wait', () => {
  const feed = new Feed(clock, 'e');
  publishMuch(feed, 30);
  const sockets = new FeedSockets(noSessions, clock);
  const socket = new StuckSocket();
  sockets.open(socket as unknown as WebSocket, session, feed, 'e.15');
  expect(socket.bufferedAmount).toBeGreaterThan(1_000_000);
  expect(socket.readyState).toBe(1);
  sockets.close();
});

test('the twenty-first line of a session ends the oldest', () => {
  const feed = new Feed(clock, 'e');
  const sockets = new FeedSockets(noSessions, clock);
  const lines = Array.from({ length: 21 }, () => connect(sockets, feed));
  expect(lines.map((line) => line.closedWith)).toEqual([4429, ...Array.from({ length: 20 }, () => undefined)]);
  sockets.close();
});
