/** What the console listener makes of requests nobody honest sends. */
import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { errorBodySchema } from '#contract/errors.ts';

import { ConsoleClient } from '../../testing/console-client.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

let clock: FakeClock;
let platform: TestPlatform;
let url: string;

beforeAll(async () => {
  clock = new FakeClock();
  platform = await startTestPlatform({ clock, unclaimed: true });
  url = platform.platform.urls.console;
});
afterAll(() => platform.end());

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/login`, { method: 'POST', body, headers: { origin: url, 'content-type': 'application/json', ...headers } });
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['a body nested 10,000 deep', nested(10_000), {}, 400],
  ['an object of 1,001 members', JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`k${n}`, 1]))), {}, 413],
  ['more than a megabyte', JSON.stringify('x'.repeat(1024 * 1024)), {}, 413],
  ['no JSON', '{"userName":', {}, 400],
  ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400],
  ['a prototype', '{"__proto__":{"access":"admin"}}', {}, 400],
  ['a list where an object belongs', '[]', {}, 422],
  ['nothing at all', '', {}, 422],
  ['wrong types', '{"userName":{"$ne":""},"password":["x"]}', {}, 422],
  ['a name of 201 characters', JSON.stringify({ userName: 'x'.repeat(201), password: 'x' }), {}, 422],
  ['a compressed body', gzipSync('{"userName":"x","password":"x"}'), { 'content-encoding': 'gzip' }, 415],
  ['a form', 'userName=x&password=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['a plain text', '{"userName":"x","password":"x"}', { 'content-type': 'text/plain' }, 415],
])('%s', async (_name, body, headers, status) => {
  const response = await post(body, headers);
  expect(response.status).toBe(status);
  const text = await response.text();
  expect(errorBodySchema.parse(JSON.parse(text)).code).toBeDefined();
  expect(text).not.toMatch(/\bat .*\.ts|node_modules|stack/);
});

test.each([
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1.1 400/],
  ['a foreign Host', 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', /^HTTP\/1.1 403/],
  ['two lengths', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', /^HTTP\/1.1 400/],
  ['length and chunks', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', /^HTTP\/1.1 400/],
  ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1.1 400/],
  ['headers of 20 KB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431/],
])('%s', async (_name, bytes, expected) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  expect(String(answer)).toMatch(expected);
});

test('a flood is held to a rate, told how long to wait, and over with it', async () => {
  const client = new ConsoleClient(url);
  const answers = await Promise.all(Array.from({ length: 250 }, () => client.try('state', {})));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(20);
  expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(250);
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  clock.advance(1_000);
  expect((await client.try('state', {})).status).toBe(200);
});
