/** Real time over both ways, against a running platform. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { fetchNow, listen, say, told, type BayeuxAnswer } from '../../../testing/bayeux.ts';
import { FakeClock } from '../../../testing/fake-clock.ts';
import { registerDevice } from '../../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../../testing/test-platform.ts';

let platform: TestPlatform;
let clock: FakeClock;

beforeAll(async () => {
  clock = new FakeClock();
  platform = await startTestPlatform({ clock });
});
afterAll(() => platform.end());

const time = '2026-11-20T12:00:00.000Z';

function alarm(source: string, more: Record<string, unknown> = {}) {
  return { source: { id: source }, type: 'a', text: 'x', severity: 'MAJOR', time, ...more };
}

async function waitUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

test('a handshake answers with a client, a subscription with its channel, each with the id it was asked with', async () => {
  const [hello] = await say(platform.admin, [{ channel: '/meta/handshake', id: 'a', version: '1.0' }], '/notification/realtime/handshake');
  expect(hello).toMatchObject({ channel: '/meta/handshake', id: 'a', successful: true, version: '1.0', supportedConnectionTypes: ['websocket', 'long-polling'] });
  const [answer] = await say(platform.admin, [{ channel: '/meta/subscribe', clientId: hello?.clientId, id: 7, subscription: '/alarms/1' }], '/notification/realtime/');
  expect(answer).toEqual({ channel: '/meta/subscribe', id: 7, successful: true, subscription: '/alarms/1' });
});

test('every kind of object is told as it comes, changes and goes, with the body the routes answer with', async () => {
  const device = await addDevice(platform);
  const topics = ['managedobjects', 'measurements', 'events', 'alarms', 'operations'];
  const clientId = await listen(platform.admin, topics.map((topic) => `/${topic}/${device}`));
  const json = { accept: 'application/json' };
  const measurement = await platform.admin.post('/measurement/measurements', { source: { id: device }, type: 't', time, f: { s: { value: 1.5, unit: 'C' } } }, json);
  const event = await platform.admin.post('/event/events', { source: { id: device }, type: 't', text: 'x', time }, json);
  const eventId = (event.body as { id: string }).id;
  await platform.admin.delete(`/event/events/${eventId}`);
  const raised = await platform.admin.post('/alarm/alarms', alarm(device), json);
  await platform.admin.post('/alarm/alarms', alarm(device));
  const operation = await platform.admin.post('/devicecontrol/operations', { deviceId: device, c8y_Restart: {} }, json);
  await platform.admin.put(`/inventory/managedObjects/${device}`, { name: 'renamed' });
  await platform.admin.delete(`/inventory/managedObjects/${device}`);
  const messages = await fetchNow(platform.admin, clientId);
  expect(told(messages)).toEqual([
    `/measurements/${device} CREATE`,
    `/events/${device} CREATE`,
    `/events/${device} DELETE`,
    `/alarms/${device} CREATE`,
    `/alarms/${device} UPDATE`,
    `/operations/${device} CREATE`,
    `/managedobjects/${device} UPDATE`,
    `/managedobjects/${device} DELETE`,
  ]);
  expect(messages[0]?.data).toEqual({ realtimeAction: 'CREATE', data: measurement.body });
  expect(messages[1]?.data).toEqual({ realtimeAction: 'CREATE', data: event.body });
  expect(messages[2]?.data).toEqual({ realtimeAction: 'DELETE', data: eventId });
  expect(messages[3]?.data).toEqual({ realtimeAction: 'CREATE', data: raised.body });
  expect(messages[4]?.data).toMatchObject({ data: { count: 2 } });
  expect(messages[5]?.data).toEqual({ realtimeAction: 'CREATE', data: operation.body });
  expect(messages[6]?.data).toMatchObject({ data: { id: device, name: 'renamed' } });
  expect(messages[7]?.data).toEqual({ realtimeAction: 'DELETE', data: device });
});

test('a star is every object, and children come with a parent only where that was asked for', async () => {
  const parent = await addDevice(platform, 'parent');
  const child = await addDevice(platform, 'child');
  await platform.admin.post(`/inventory/managedObjects/${parent}/childDevices`, { managedObject: { id: child } });
  const clientId = await listen(platform.admin, ['/alarms/*', `/alarms/${parent}`, `/alarmsWithChildren/${parent}`, `/eventsWithChildren/${parent}`]);
  await platform.admin.post('/alarm/alarms', alarm(child));
  await platform.admin.post('/event/events', { source: { id: child }, type: 't', text: 'x', time });
  await platform.admin.post('/measurement/measurements', { source: { id: child }, type: 't', time, f: { s: { value: 1 } } });
  expect(told(await fetchNow(platform.admin, clientId))).toEqual([`/alarms/${child} CREATE`, `/alarmsWithChildren/${parent} CREATE`, `/eventsWithChildren/${parent} CREATE`]);
});

test('a held connect is answered as soon as there is something, and nothing is lost between two', async () => {
  const device = await addDevice(platform);
  const clientId = await listen(platform.admin, [`/events/${device}`]);
  const post = (text: string) => platform.admin.post('/event/events', { source: { id: device }, type: 't', text, time });
  const texts: string[] = [];
  const fetching = (async () => {
    while (texts.length < 20) {
      const messages = await say(platform.admin, [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }], '/notification/realtime/connect');
      for (const { data } of messages) if (data) texts.push((data as { data: { text: string } }).data.text);
    }
  })();
  for (let number = 0; number < 20; number += 1) await post(String(number));
  await fetching;
  expect(texts).toEqual(Array.from({ length: 20 }, (_, number) => String(number)));
});

test('a connect ends when its time is over, with blanks before its answer to show that somebody is there', async () => {
  const clientId = await listen(platform.admin, ['/events/*']);
  const url = `${platform.platform.urls.device}/notification/realtime`;
  const answering = fetch(url, {
    method: 'POST',
    headers: { authorization: platform.admin.authorization, 'content-type': 'application/json' },
    body: JSON.stringify([{ channel: '/meta/connect', clientId, id: '9', advice: { timeout: 25_000 } }]),
  });
  let text: string | undefined;
  void answering.then((response) => response.text()).then((whole) => (text = whole));
  await waitUntil(() => {
    clock.advance(1_000);
    return text !== undefined;
  });
  expect(text?.startsWith(' ')).toBe(true);
  expect(JSON.parse(text ?? '')).toMatchObject([{ channel: '/meta/connect', id: '9', successful: true, advice: { reconnect: 'retry' } }]);
});

test('who broke off a connect gets what came meanwhile with the next one', async () => {
  const device = await addDevice(platform);
  const clientId = await listen(platform.admin, [`/events/${device}`]);
  const controller = new AbortController();
  const broken = fetch(`${platform.platform.urls.device}/notification/realtime`, {
    method: 'POST',
    headers: { authorization: platform.admin.authorization, 'content-type': 'application/json' },
    body: JSON.stringify([{ channel: '/meta/connect', clientId }]),
    signal: controller.signal,
  });
  controller.abort();
  await expect(broken).rejects.toThrow();
  await platform.admin.post('/event/events', { source: { id: device }, type: 't', text: 'kept', time });
  expect(told(await fetchNow(platform.admin, clientId))).toEqual([`/events/${device} CREATE`]);
});

test('a client that stays away is forgotten and told to begin anew', async () => {
  const clientId = await listen(platform.admin, ['/events/*']);
  clock.advance(62_000);
  const [answer] = await say(platform.admin, [{ channel: '/meta/connect', id: '5', clientId, advice: { timeout: 0 } }]);
  expect(answer).toEqual({ channel: '/meta/connect', id: '5', successful: false, error: '402::Unknown client', advice: { reconnect: 'handshake', interval: 0 } });
});

test('a client that fetches too rarely for what comes is told to begin anew', async () => {
  const device = await addDevice(platform);
  const clientId = await listen(platform.admin, ['/measurements/*']);
  const measurements = Array.from({ length: 1_000 }, (_, number) => ({ source: { id: device }, type: 't', time, f: { s: { value: number } } }));
  for (let batch = 0; batch < 11; batch += 1) {
    expect((await platform.admin.post('/measurement/measurements', { measurements })).status).toBe(201);
  }
  const [answer] = await say(platform.admin, [{ channel: '/meta/connect', clientId, advice: { timeout: 0 } }]);
  expect(answer).toMatchObject({ error: '402::Unknown client', advice: { reconnect: 'handshake' } });
});

test('after unsubscribing and after a disconnect nothing comes any more', async () => {
  const device = await addDevice(platform);
  const clientId = await listen(platform.admin, [`/events/${device}`, `/alarms/${device}`]);
  await say(platform.admin, [{ channel: '/meta/unsubscribe', clientId, subscription: `/events/${device}` }]);
  await platform.admin.post('/event/events', { source: { id: device }, type: 't', text: 'x', time });
  await platform.admin.post('/alarm/alarms', alarm(device));
  expect(told(await fetchNow(platform.admin, clientId))).toEqual([`/alarms/${device} CREATE`]);
  const [bye] = await say(platform.admin, [{ channel: '/meta/disconnect', clientId }], '/notification/realtime/disconnect');
  expect(bye).toMatchObject({ successful: true });
  const [answer] = await say(platform.admin, [{ channel: '/meta/connect', clientId, advice: { timeout: 0 } }]);
  expect(answer).toMatchObject({ error: '402::Unknown client' });
});

test('a device hears of its own and what hangs on it, and of nobody else, whatever it subscribes to', async () => {
  const own = await registerDevice(platform, 'own');
  const other = await registerDevice(platform, 'other');
  const clientId = await listen(own.client, ['/events/*', '/managedobjects/*', '/eventsWithChildren/*']);
  const [refused] = await say(own.client, [{ channel: '/meta/subscribe', clientId, subscription: `/events/${other.id}` }]);
  expect(refused).toMatchObject({ successful: false, error: `404:/events/${other.id}:No such object` });
  await other.client.post('/event/events', { source: { id: other.id }, type: 't', text: 'secret', time });
  await other.client.put(`/inventory/managedObjects/${other.id}`, { name: 'secret' });
  const child = await platform.admin.post(`/inventory/managedObjects/${own.id}/childDevices`, { name: 'child' }, { accept: 'application/json', 'content-type': 'application/vnd.com.nsn.cumulocity.managedobject+json' });
  const childId = (child.body as { id: string }).id;
  await platform.admin.post('/event/events', { source: { id: childId }, type: 't', text: 'x', time });
  await platform.admin.delete(`/inventory/managedObjects/${childId}`);
  await platform.admin.delete(`/inventory/managedObjects/${other.id}`);
  expect(told(await fetchNow(own.client, clientId))).toEqual([
    `/managedobjects/${childId} CREATE`,
    `/managedobjects/${own.id} UPDATE`,
    `/events/${childId} CREATE`,
    `/eventsWithChildren/${childId} CREATE`,
    `/managedobjects/${childId} DELETE`,
  ]);
});

test("another credential cannot fetch a client's messages", async () => {
  const device = await registerDevice(platform, 'd');
  const clientId = await listen(platform.admin, ['/events/*']);
  const [answer] = await say(device.client, [{ channel: '/meta/connect', clientId, advice: { timeout: 0 } }]);
  expect(answer).toMatchObject({ error: '402::Unknown client' });
});

test('an agent gets new operations of itself and its children, unwrapped; they count as sent and it as connected', async () => {
  const agent = await registerDevice(platform, 'agent');
  await platform.admin.put(`/inventory/managedObjects/${agent.id}`, { com_cumulocity_model_Agent: {}, c8y_RequiredAvailability: { responseInterval: 10 } });
  const child = await platform.admin.post(`/inventory/managedObjects/${agent.id}/childDevices`, { name: 'child', c8y_IsDevice: {} }, { accept: 'application/json' });
  const childId = (child.body as { id: string; managedObject?: { id: string } }).id;
  const path = '/notification/operations';
  const before = await platform.admin.get(`/inventory/managedObjects/${agent.id}`);
  expect(before.body).toMatchObject({ c8y_Connection: { status: 'DISCONNECTED' } });
  const clientId = await listen(agent.client, [`/${agent.id}`], path);
  expect((await platform.admin.get(`/inventory/managedObjects/${agent.id}`)).body).toMatchObject({ c8y_Connection: { status: 'CONNECTED' } });
  const created = await platform.admin.post('/devicecontrol/operations', { deviceId: childId, c8y_Restart: {} }, { accept: 'application/json' });
  const operationId = (created.body as { id: string }).id;
  const messages = await fetchNow(agent.client, clientId, path);
  expect(messages).toEqual([{ channel: `/${agent.id}`, data: created.body }]);
  await platform.platform.idle();
  expect((await platform.admin.get(`/devicecontrol/operations/${operationId}`)).body).toMatchObject({ delivery: { status: 'DELIVERED' } });
  await agent.client.put(`/devicecontrol/operations/${operationId}`, { status: 'EXECUTING' });
  expect(await fetchNow(agent.client, clientId, path)).toEqual([]);
});

test('what maintenance hides from the wire is not told', async () => {
  const device = await addDevice(platform);
  await platform.admin.put(`/inventory/managedObjects/${device}`, { c8y_RequiredAvailability: { responseInterval: -1 } });
  const clientId = await listen(platform.admin, [`/alarms/${device}`]);
  await platform.admin.post('/alarm/alarms', alarm(device));
  expect(await fetchNow(platform.admin, clientId)).toEqual([]);
});

test('one credential may have only so many clients', async () => {
  clock.advance(62_000);
  for (let count = 0; count < 50; count += 1) await say(platform.admin, [{ channel: '/meta/handshake' }]);
  const { status, body } = await platform.admin.post('/notification/realtime', [{ channel: '/meta/handshake' }]);
  expect(status).toBe(429);
  expect(body).toMatchObject({ error: 'notification/Too Many Requests' });
  clock.advance(62_000);
});

test.each([['nonsense', 400], ['[]', 400], ['[[]]', 400], ['{"channel":5}', 400], [`[{"channel":"${'x'.repeat(300)}"}]`, 400]])('%s is refused with %i', async (body, status) => {
  expect((await platform.admin.post('/notification/realtime', body)).status).toBe(status);
});

test('unknown channels are refused one by one, and nothing can be published', async () => {
  const clientId = await listen(platform.admin, ['/events/*']);
  const answers = await say(platform.admin, [
    { channel: '/meta/subscribe', clientId, subscription: '/**' },
    { channel: '/meta/subscribe', clientId },
    { channel: '/events/1', clientId, data: {} },
    { channel: '/meta/nonsense', clientId },
  ]);
  expect(answers.map(({ error }) => error)).toEqual(['403:/**:Unknown channel', '400::No subscription', '403:/events/1:Nothing can be published here', '403:/meta/nonsense:Nothing can be published here']);
});

test('without a credential there is no handshake', async () => {
  expect((await platform.as('main/nobody:wrong').post('/notification/realtime', [{ channel: '/meta/handshake' }])).status).toBe(401);
});

// --- sockets

class Line {
  readonly socket: WebSocket;
  readonly heard: BayeuxAnswer[] = [];

  constructor(authorization?: string, path = '/notification/realtime') {
    const url = platform.platform.urls.device.replace('http', 'ws') + path;
    this.socket = new WebSocket(url, authorization === undefined ? {} : { headers: { authorization } });
    this.socket.on('message', (data: Buffer) => this.heard.push(...(JSON.parse(data.toString()) as BayeuxAnswer[])));
  }

  async say(message: unknown): Promise<BayeuxAnswer> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    const { length } = this.heard;
    this.socket.send(JSON.stringify(message));
    await waitUntil(() => this.heard.length > length || this.socket.readyState !== WebSocket.OPEN);
    return this.heard[length] as BayeuxAnswer;
  }
}

test('over a socket messages come as they are made, while the connect is held', async () => {
  const device = await addDevice(platform);
  const line = new Line(platform.admin.authorization);
  const { clientId } = await line.say([{ channel: '/meta/handshake', id: '1' }]);
  await line.say([{ channel: '/meta/subscribe', id: '2', clientId, subscription: `/events/${device}` }]);
  line.socket.send(JSON.stringify([{ channel: '/meta/connect', id: '3', clientId, connectionType: 'websocket', advice: { timeout: 30_000 } }]));
  for (const text of ['a', 'b']) await platform.admin.post('/event/events', { source: { id: device }, type: 't', text, time });
  await waitUntil(() => line.heard.length >= 4);
  expect(told(line.heard.slice(2))).toEqual([`/events/${device} CREATE`, `/events/${device} CREATE`]);
  clock.advance(30_000);
  await waitUntil(() => line.heard.length >= 5);
  expect(line.heard[4]).toMatchObject({ channel: '/meta/connect', id: '3', successful: true });
  line.socket.close();
});

test('a handshake over a socket may bring the credential; a wrong one is denied', async () => {
  const line = new Line();
  const token = (credential: string) => ({ 'com.cumulocity.authn': { token: Buffer.from(credential).toString('base64') } });
  const denied = await line.say([{ channel: '/meta/handshake', id: '1', ext: token('main/admin:wrong password') }]);
  expect(denied).toEqual({ channel: '/meta/handshake', id: '1', successful: false, error: '403::Handshake denied', advice: { reconnect: 'none' } });
  const own = { 'com.cumulocity.authn': { token: platform.admin.authorization.replace('Basic ', '') } };
  expect(await line.say([{ channel: '/meta/handshake', id: '2', ext: own }])).toMatchObject({ id: '2', successful: true });
  line.socket.close();
});

test('a client whose socket broke gets what came meanwhile over the next', async () => {
  const device = await addDevice(platform);
  const first = new Line(platform.admin.authorization);
  const { clientId } = await first.say([{ channel: '/meta/handshake' }]);
  await first.say([{ channel: '/meta/subscribe', clientId, subscription: `/events/${device}` }]);
  first.socket.terminate();
  await platform.admin.post('/event/events', { source: { id: device }, type: 't', text: 'x', time });
  const second = new Line(platform.admin.authorization);
  const message = await second.say([{ channel: '/meta/connect', clientId, connectionType: 'websocket' }]);
  expect(message).toMatchObject({ channel: `/events/${device}` });
  second.socket.close();
});

test('a socket that never says who it is is closed, and so is one that talks nonsense', async () => {
  const silent = new Line();
  await once(silent.socket, 'open');
  const closed = once(silent.socket, 'close');
  await waitUntil(() => {
    clock.advance(10_000);
    return silent.socket.readyState === WebSocket.CLOSED;
  });
  expect((await closed)[0]).toBe(1008);
  const babbling = new Line(platform.admin.authorization);
  await once(babbling.socket, 'open');
  babbling.socket.send('{');
  expect((await once(babbling.socket, 'close'))[0]).toBe(1007);
});

test('a device that was deleted is not told anything more', async () => {
  const device = await registerDevice(platform, 'renewed');
  const line = new Line(device.client.authorization);
  const { clientId } = await line.say([{ channel: '/meta/handshake' }]);
  await line.say([{ channel: '/meta/subscribe', clientId, subscription: `/events/${device.id}` }]);
  line.socket.send(JSON.stringify([{ channel: '/meta/connect', clientId }]));
  await platform.admin.delete(`/inventory/managedObjects/${device.id}?withDeviceUser=true`);
  // The line is asked whether it is there every half minute; its answer needs the time to come.
  const pinged = once(line.socket, 'ping');
  clock.advance(30_000);
  await pinged;
  await line.say([{ channel: '/meta/unsubscribe', clientId, subscription: '/events/*' }]);
  clock.advance(30_000);
  await waitUntil(() => {
    return line.heard.some(({ error }) => error === '402::Unknown client') || line.socket.readyState === WebSocket.CLOSED;
  });
  expect(line.heard.at(-1)).toMatchObject({ error: '402::Unknown client' });
});
