/** The live feed over a real socket, from a device's post to the console. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';

import { feedMessageSchema, type FeedMessage } from '#contract/feed.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

let clock: FakeClock;
let site: TestPlatform;
let client: ConsoleClient;
let deviceId: string;

beforeAll(async () => {
  clock = new FakeClock();
  site = await startTestPlatform({ clock });
  client = new ConsoleClient(site.platform.urls.console);
  await client.signIn('admin', adminPassword);
  deviceId = await addDevice(site);
});
afterAll(() => site.end());

class Line {
  readonly socket: WebSocket;
  readonly messages: FeedMessage[] = [];
  readonly closed: Promise<number>;

  constructor(since: string | null, headers: Record<string, string> = {}, from: ConsoleClient = client) {
    const address = new URL(`/api/feed${since === null ? '' : `?since=${since}`}`, from.url.replace('http', 'ws'));
    this.socket = new WebSocket(address, { headers: { origin: from.url, cookie: from.cookie ?? '', ...headers } });
    this.socket.on('message', (text: Buffer) => this.messages.push(feedMessageSchema.parse(JSON.parse(text.toString()))));
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
  }

  /** The first message of a kind, once it is there. */
  async next(kind: FeedMessage['kind']): Promise<FeedMessage> {
    const found = await vi.waitUntil(() => this.messages.find((message) => message.kind === kind), { interval: 2 });
    return found;
  }

  /** HTTP status with which the upgrade was refused. */
  refusal(): Promise<number | undefined> {
    return new Promise((resolve) => {
      this.socket.on('error', () => undefined);
      this.socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
  }
}

function post(value: number): Promise<unknown> {
  const time = new Date(clock.now()).toISOString();
  return site.admin.post('/measurement/measurements', { source: { id: deviceId }, type: 't', time, c8y_Temp: { T: { value, unit: 'C' } } });
}

test('a reading comes with its number, a quarter of a second after it was stored', async () => {
  const line = new Line(null);
  expect(await line.next('hello')).toMatchObject({ timeMs: clock.now() });
  await post(21.5);
  clock.advance(250);
  expect(await line.next('points')).toMatchObject({ points: [[expect.any(String), expect.any(Number), 21.5]] });
  expect(await line.next('heard')).toMatchObject({ devices: [[deviceId, expect.any(Number)]] });
  line.socket.terminate();
});

test('the core beats every second', async () => {
  const line = new Line(null);
  await line.next('hello');
  clock.advance(1_000);
  expect(await line.next('beat')).toEqual({ kind: 'beat', timeMs: expect.any(Number) });
  line.socket.terminate();
});

test('who comes back gets what was missed, who was away too long is told to ask anew', async () => {
  const first = new Line(null);
  const hello = await first.next('hello');
  if (!('id' in hello)) throw new Error('hello has an id');
  first.socket.terminate();
  await post(30);
  clock.advance(250);
  expect(await new Line(hello.id).next('points')).toMatchObject({ points: [[expect.any(String), expect.any(Number), 30]] });
  expect(await new Line('another-epoch.7').next('resync')).toMatchObject({ kind: 'resync' });
});

test('a refused client is not left holding a socket', async () => {
  for (const path of ['/api/feed', '/api/state', '/devices/1', '/']) {
    const socket = connect(Number(new URL(client.url).port), '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 403/);
    await once(socket, 'close');
  }
});

test.each([
  ['no session', { cookie: '' }, 401],
  ['a made-up session', { cookie: '__Host-sid=made-up' }, 401],
  ['a foreign page', { origin: 'http://evil.example' }, 403],
  ['the device listener\'s origin', { origin: 'http://127.0.0.1:8080' }, 403],
  ['a foreign name for this machine', { host: 'evil.example' }, 403],
])('%s gets no socket', async (_name, headers, status) => {
  expect(await new Line(null, headers).refusal()).toBe(status);
});

test('signing out closes the line, saying why', async () => {
  const other = new ConsoleClient(client.url);
  await other.signIn('admin', adminPassword);
  const line = new Line(null, {}, other);
  await line.next('hello');
  await other.call('logout', {});
  expect(await line.closed).toBe(4401);
  expect(line.messages.at(-1)).toEqual({ kind: 'session-ended', ending: 'signed-out' });
});

test('a session that runs out closes its lines within a second, listening being no activity', async () => {
  const other = new ConsoleClient(client.url);
  await other.signIn('admin', adminPassword);
  const line = new Line(null, {}, other);
  await line.next('hello');
  clock.advance(30 * 60_000 + 1_000);
  expect(await line.closed).toBe(4401);
});

test('stopping the platform waits for no open line', async () => {
  const other = await startTestPlatform();
  const visitor = new ConsoleClient(other.platform.urls.console);
  await visitor.signIn('admin', adminPassword);
  const line = new Line(null, {}, visitor);
  await line.next('hello');
  await other.end();
  expect(await line.closed).toBe(1006);
});

test('a client that sends much is cut off', async () => {
  const other = new ConsoleClient(client.url);
  await other.signIn('admin', adminPassword);
  const line = new Line(null, {}, other);
  await line.next('hello');
  line.socket.send('x'.repeat(2_000));
  expect(await line.closed).toBe(1009);
});
