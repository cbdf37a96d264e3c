import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { deliver, type Delivery, type SenderSettings } from './device-sender.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A listener that gives these answers in turn. */
async function listener(answers: Answer[]): Promise<{ url: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume().on('end', () => answers.shift()?.(request, response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const status =
  (code: number, headers = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end('{"message":"because"}');
const hangUp: Answer = (request) => request.socket.destroy();

const delivery: Delivery = {
  credential: { kind: 'device', set: 'nab-machine', key: 'machine', deviceId: '7', tenant: 'main', userName: 'device_7', secret: 'x' },
  body: '{"measurements":[]}',
  idempotencyKey: 'replay-7-0-1',
};

function settings(deviceUrl: string, more: Partial<SenderSettings> = {}): SenderSettings {
  const never = new AbortController().signal;
  return { deviceUrl, giveUpAfterMs: 60_000, answerWithinMs: 5000, stop: never, cutOff: never, onTrouble: () => undefined, ...more };
}

test('a batch is tried until it is stored, always with the same key', async () => {
  const { url, requests } = await listener([status(429, { 'retry-after': '0' }), hangUp, status(503, { 'retry-after': '0' }), status(201)]);
  const troubles: string[] = [];
  expect(await deliver(settings(url, { onTrouble: (reason) => troubles.push(reason) }), delivery)).toBe(true);
  expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(Array.from({ length: 4 }, () => 'replay-7-0-1'));
  expect(troubles).toEqual(['the core answered 429', expect.stringMatching(/^no answer/), 'the core answered 503']);
});

test('it goes out as a device sends a collection', async () => {
  const { url, requests } = await listener([status(201)]);
  await deliver(settings(url), delivery);
  expect(requests[0]).toMatchObject({ method: 'POST', url: '/measurement/measurements' });
  expect(requests[0]?.headers).toMatchObject({
    authorization: `Basic ${btoa('main/device_7:x')}`,
    'content-type': 'application/vnd.com.nsn.cumulocity.measurementcollection+json',
    accept: '',
  });
});

test.each([400, 401, 403, 413, 422])('%i ends it at once, with what the core said', async (code) => {
  const { url, requests } = await listener([status(code)]);
  await expect(deliver(settings(url), delivery)).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('because') });
  expect(requests).toHaveLength(1);
});

test('without any acknowledgement it gives up in the end', async () => {
  const { url } = await listener([status(503), status(503)]);
  await expect(deliver(settings(url, { giveUpAfterMs: -1 }), delivery)).rejects.toMatchObject({ code: 'unreachable' });
});

test('a stop ends the waiting: what was under way counts as unknown', async () => {
  const stop = new AbortController();
  const { url } = await listener([status(429, { 'retry-after': '3600' })]);
  const sent = deliver(settings(url, { stop: stop.signal, onTrouble: () => stop.abort() }), delivery);
  expect(await sent).toBe(false);
});

test('a stop lets a batch that is under way finish', async () => {
  const stop = new AbortController();
  const { url } = await listener([
    (_request, response) => {
      stop.abort();
      response.writeHead(201).end();
    },
  ]);
  expect(await deliver(settings(url, { stop: stop.signal }), delivery)).toBe(true);
});
