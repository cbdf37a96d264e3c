/** A plain post of measurements and the same by an address that goes the ordinary way: nobody can tell them apart. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const express = '/measurement/measurements';
/** The router takes it for the same; the lane does not. */
const ordinary = '/measurement/measurements/';

let platform: TestPlatform;
let operator: ConsoleClient;
let device: WireClient;
let id: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.deviceBurst=60', 'limits.deviceRate=30'] });
  operator = new ConsoleClient(platform.platform.urls.console);
  await operator.signIn('admin', adminPassword);
  const added = await operator.call('addDevice', { name: 'pump' });
  id = added.device.id;
  device = platform.as(`${added.secret.tenant}/${added.secret.userName}:${added.secret.secret}`);
});
afterAll(() => platform.end());

let seconds = 0;

function reading(source: string) {
  seconds += 1;
  return { source: { id: source }, type: 't', time: new Date(Date.UTC(2026, 10, 20, 0, 0, seconds)).toISOString(), a: { b: { value: seconds, unit: 'V' } } };
}

interface Sent {
  body: unknown;
  headers?: Record<string, string>;
}

const cases: Record<string, () => Sent> = {
  'one measurement': () => ({ body: reading(id) }),
  'one measurement, to be shown': () => ({ body: reading(id), headers: { accept: 'application/json' } }),
  'a collection': () => ({ body: { measurements: [reading(id), reading(id)] }, headers: { accept: '*/*' } }),
  'with a key of its own': () => ({ body: reading(id), headers: { 'idempotency-key': `k${seconds}` } }),
  'a key that is none': () => ({ body: reading(id), headers: { 'idempotency-key': 'x y' } }),
  'no JSON': () => ({ body: '{"source":' }),
  'no object': () => ({ body: '[1]' }),
  'nothing': () => ({ body: '' }),
  'another media type': () => ({ body: reading(id), headers: { 'content-type': 'text/plain' } }),
  'a compressed body': () => ({ body: reading(id), headers: { 'content-encoding': 'gzip' } }),
  'a source nobody knows': () => ({ body: reading('999999') }),
  'a value that is none': () => ({ body: { ...reading(id), a: { b: { value: 'x' } } } }),
  'no time': () => ({ body: { ...reading(id), time: undefined } }),
  'nested deeply': () => ({ body: `${'['.repeat(100)}${']'.repeat(100)}` }),
  'too many': () => ({ body: { measurements: Array.from({ length: 1001 }, () => reading(id)) } }),
  'too large': () => ({ body: `{"measurements":["${'x'.repeat(4 * 1024 * 1024)}"]}` }),
  'UseXBasic': () => ({ body: '{', headers: { usexbasic: 'true' } }),
};

/** What of an answer may differ from one to the next is taken out. */
function comparable(answer: Awaited<ReturnType<WireClient['post']>>) {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
  const text = JSON.stringify({ status: answer.status, headers, body: answer.body });
  return text.replace(/measurements\/\d+/g, 'measurements/ID').replace(/\\?"id\\?":\\?"\d+\\?"/g, '"id"').replace(/2026-11-20T00:\d\d:\d\d/g, 'TIME').replace(/"value":\d+/g, '"value"').replace(/"content-length":"\d+"/g, '');
}

test.each(Object.entries(cases))('%s is answered alike', async (_name, make) => {
  const [one, other] = [make(), make()];
  expect(comparable(await device.post(express, one.body, one.headers))).toBe(comparable(await device.post(ordinary, other.body, other.headers)));
});

test.each(['main/device_nobody:x', 'main/admin:wrong', `main/admin:${adminPassword}`])('%s is answered alike', async (credential) => {
  const client = platform.as(credential);
  expect(comparable(await client.post(express, reading(id)))).toBe(comparable(await client.post(ordinary, reading(id))));
});

test('a device that sends too much is told when to come again', async () => {
  const { device: flooder, secret } = await operator.call('addDevice', { name: 'flooder' });
  const client = platform.as(`${secret.tenant}/${secret.userName}:${secret.secret}`);
  let slowed: Awaited<ReturnType<WireClient['post']>> | undefined;
  for (let count = 0; count < 200 && !slowed; count += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.post(express, reading(flooder.id))));
    slowed = answers.find(({ status }) => status !== 201);
  }
  expect(slowed?.status).toBe(429);
  expect(slowed?.headers.get('retry-after')).toBe('1');
});

test('who breaks off in the middle of a body leaves nothing behind and harms nobody', async () => {
  const { port, host } = new URL(platform.platform.urls.device);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`POST ${express} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${device.authorization}\r\ncontent-length: 100\r\n\r\n{"source"`);
  socket.destroy();
  expect((await device.post(express, reading(id))).status).toBe(201);
});
