/** Real sockets against a bare server with small bounds. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { limitConnections, type ConnectionLimits } from './connections.ts';

let server: Server;
let held: ServerResponse[];
let sockets: Socket[];

beforeEach(() => {
  held = [];
  sockets = [];
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** `/hold` is answered never, `/much` with more than anybody's buffers take, all else at once. */
async function listen(limits: Partial<ConnectionLimits>): Promise<void> {
  server = createServer((request, response) => {
    if (request.url === '/hold') held.push(response);
    else response.end(request.url === '/much' ? Buffer.alloc(64 * 1024 * 1024) : 'done');
  });
  limitConnections(server, { overall: 100, perAddress: 100, unreadMs: 60_000, ...limits });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function open(path?: string, localAddress = '127.0.0.1'): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (path) socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  return socket;
}

const closed = async (socket: Socket) => socket.closed || once(socket.resume(), 'close');
const answer = async (socket: Socket) => String((await once(socket, 'data'))[0]);
const begun = (path: string) => Promise.all([once(server, 'request'), open(path)]).then(([, socket]) => socket);

test('one address holds so many connections, and the oldest idle one goes first', async () => {
  await listen({ perAddress: 3 });
  const [busy, idle, other] = [await begun('/hold'), await open(), await open()];
  const last = await open('/');
  expect(await answer(last)).toMatch(/^HTTP\/1.1 200 /);
  await closed(idle);
  expect([busy.closed, other.closed]).toEqual([false, false]);
  held[0]?.end('still here');
  expect(await answer(busy)).toContain('still here');
});

test('where none is idle the newest goes', async () => {
  await listen({ perAddress: 2 });
  const busy = [await begun('/hold'), await begun('/hold')];
  await closed(await open('/'));
  expect(busy.map((socket) => socket.closed)).toEqual([false, false]);
});

test('a connection between two requests is idle again', async () => {
  await listen({ perAddress: 1 });
  const first = await open('/');
  await answer(first);
  expect(await answer(await open('/'))).toMatch(/^HTTP\/1.1 200 /);
});

test('of all addresses the one with most connections gives way', async () => {
  await listen({ overall: 3 });
  const [first, second] = [await open(), await open()];
  const other = await open('/', '127.0.0.2');
  await answer(other);
  expect(await answer(await open('/', '127.0.0.3'))).toMatch(/^HTTP\/1.1 200 /);
  await closed(first);
  expect([second.closed, other.closed]).toEqual([false, false]);
});

test('a connection kept alive for nothing is closed', async () => {
  await listen({});
  server.keepAliveTimeout = 20;
  const socket = await open('/');
  await answer(socket);
  await closed(socket);
});

test('who does not read an answer is cut off, who waits for one is not', async () => {
  await listen({ unreadMs: 100 });
  const waiting = await begun('/hold');
  const unread = await open('/much');
  unread.pause();
  const [accepted] = (await once(server, 'request')) as [{ socket: Socket }];
  await once(accepted.socket, 'close');
  expect(waiting.closed).toBe(false);
  held[0]?.end('at last');
  expect(await answer(waiting)).toContain('at last');
});
