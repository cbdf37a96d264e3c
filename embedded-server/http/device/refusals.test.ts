/** What people are told of refused requests, by real requests to the device listener. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { DeviceSecret } from '#contract/console/device-calls.ts';

import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { askForCredential } from '../../testing/registered-device.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const clock = new FakeClock();
const path = '/measurement/measurements';
let platform: TestPlatform;
let client: ConsoleClient;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['deviceListener.applications=false', 'limits.deviceBurst=40', 'limits.deviceRate=1'] });
  client = new ConsoleClient(platform.platform.urls.console);
  await client.signIn('admin', adminPassword);
});
afterAll(() => platform.end());

async function newDevice(name: string): Promise<{ id: string; secret: DeviceSecret }> {
  const { device, secret } = await client.call('addDevice', { name });
  return { id: device.id, secret };
}

function reading(id: string) {
  return { source: { id }, type: 'temperature', time: '2026-11-20T12:00:00Z', air: { temperature: { value: 21.5, unit: '°C' } } };
}

const credentialOf = ({ tenant, userName, secret }: DeviceSecret) => `${tenant}/${userName}:${secret}`;

async function attemptsOf(id: string) {
  return client.call('deviceAttempts', { id, sinceMs: 0 });
}

async function senders() {
  return (await client.call('unknownSenders', {})).senders;
}

test('a request that is taken is told with where it came from, and is no attempt', async () => {
  const { id, secret } = await newDevice('taken');
  expect(await attemptsOf(id)).toMatchObject({ accepted: null, attempts: [] });
  expect((await platform.as(credentialOf(secret)).post(path, reading(id))).status).toBe(201);
  expect(await attemptsOf(id)).toMatchObject({ accepted: { address: '127.0.0.1', local: true, timeMs: clock.now() }, attempts: [] });
});

test('a secret is told apart: cut, wrong, renewed, another device\'s, under another name', async () => {
  const one = await newDevice('one');
  const other = await newDevice('other');
  const renewed = await client.call('renewDeviceSecret', { id: one.id });
  const try_ = (userName: string, secret: string) => platform.as(`main/${userName}:${secret}`).post(path, reading(one.id));
  const { userName } = one.secret;
  const answers = [
    await try_(userName, renewed.secret.slice(0, -4)),
    await try_(userName, `${renewed.secret.slice(0, -1)}~`),
    await try_(userName, one.secret.secret),
    await try_(userName, other.secret.secret),
    await try_('device_nobody', renewed.secret),
  ];
  // On the wire all of it is the same.
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(401);
  const { attempts } = await attemptsOf(one.id);
  expect(attempts.map(({ kind, userName: tried }) => [kind, tried])).toEqual([
    ['cut-secret', userName],
    ['wrong-secret', userName],
    ['renewed-secret', userName],
    ['other-secret', userName],
    ['wrong-name', 'device_nobody'],
  ]);
});

test('a body is told apart: no JSON and where, a part missing or wrong, no media type', async () => {
  const { id, secret } = await newDevice('bodies');
  const device = platform.as(credentialOf(secret));
  await device.post(path, '{"source":{"id":"1"},\n "type":"t" "time":1}');
  await device.post(path, { ...reading(id), time: undefined });
  expect((await attemptsOf(id)).attempts).toMatchObject([
    { kind: 'malformed', line: 2, column: 13, asked: 'measurement' },
    { kind: 'invalid', field: 'time', missing: true },
  ]);
  await device.post(path, { ...reading(id), time: '2026-11-20 12:00' });
  await device.post(path, '{}', { 'content-type': 'application/x-www-form-urlencoded' });
  await device.post(path, { ...reading(id), air: { temperature: { value: 'warm' } } });
  expect((await attemptsOf(id)).attempts.slice(1)).toMatchObject([
    { kind: 'media-type' },
    { kind: 'invalid', field: 'air.temperature.value', missing: false, count: 3 },
  ]);
});

test('a wrong address and too many requests are the device\'s, when it says who it is', async () => {
  const { id, secret } = await newDevice('addresses');
  const device = platform.as(credentialOf(secret));
  await device.post('/measurement/measurement', reading(id));
  await device.send('PATCH', path, reading(id));
  for (let count = 0; count < 41; count += 1) await device.post(path, reading(id));
  expect((await attemptsOf(id)).attempts).toMatchObject([{ kind: 'wrong-address', count: 2 }, { kind: 'too-many' }]);
});

test('a device that is not its own: told of the sender, and of the device that was meant', async () => {
  const sender = await newDevice('sender');
  const meant = await newDevice('meant');
  await platform.as(credentialOf(sender.secret)).post(path, reading(meant.id));
  await platform.as(credentialOf(sender.secret)).post(path, reading('987654'));
  expect((await attemptsOf(sender.id)).attempts).toMatchObject([{ kind: 'unknown-source', askedId: '987654', count: 2 }]);
  expect((await attemptsOf(meant.id)).attempts).toMatchObject([{ kind: 'other-credential', userName: sender.secret.userName }]);
  expect(await senders()).toContainEqual(expect.objectContaining({ kind: 'unknown-source', deviceName: 'sender' }));
});

test('who knocks without a credential, with an unknown one, a person\'s or to register is listed, and nothing of it is stored', async () => {
  const before = await client.call('summary', {});
  await fetch(platform.platform.urls.device + path, { method: 'POST', body: '{}' });
  await platform.as('main/device_ghost:whatever').post('/alarm/alarms', {});
  await platform.as('elsewhere/device_far:whatever').get('/inventory/managedObjects');
  await platform.as(`main/admin:${adminPassword}`).get('/inventory/managedObjects');
  await askForCredential(platform, { id: 'gateway-77' });
  await platform.as('management/devicebootstrap:wrong').post('/devicecontrol/deviceCredentials', { id: 'x' });
  expect(await senders()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'no-credential', userName: null, asked: 'measurement' }),
      expect.objectContaining({ kind: 'unknown-name', userName: 'device_ghost', asked: 'alarm', address: '127.0.0.1', count: 1 }),
      expect.objectContaining({ kind: 'unknown-name', userName: 'device_far', asked: 'inventory' }),
      expect.objectContaining({ kind: 'person', userName: 'admin' }),
      expect.objectContaining({ kind: 'unannounced', userName: 'gateway-77', asked: 'credential' }),
      expect.objectContaining({ kind: 'wrong-bootstrap', userName: 'devicebootstrap' }),
    ]),
  );
  expect(await client.call('summary', {})).toEqual(before);
});

test('an ignored sender stays so for a week, over a restart, unless somebody takes it back', async () => {
  const ghost = async () => (await senders()).find(({ userName }) => userName === 'device_ghost');
  const { key = '' } = (await ghost()) ?? {};
  await client.call('ignoreSender', { key });
  const untilMs = clock.now() + 7 * 24 * 3_600_000;
  expect(await ghost()).toMatchObject({ ignoredUntilMs: untilMs });
  await client.call('heedSender', { key });
  expect(await ghost()).toMatchObject({ ignoredUntilMs: null });
  await expect(client.call('heedSender', { key })).rejects.toMatchObject({ status: 404 });
  await client.call('ignoreSender', { key });
  platform = await platform.restart();
  client = new ConsoleClient(platform.platform.urls.console);
  await client.signIn('admin', adminPassword);
  expect(await ghost()).toBeUndefined();
  await platform.as('main/device_ghost:whatever').post(path, {});
  expect(await ghost()).toMatchObject({ key, ignoredUntilMs: untilMs });
  await client.call('forgetSender', { key });
  expect(await ghost()).toBeUndefined();
});

test('a secret that stands in the place of the name is not shown', async () => {
  const { id, secret } = await newDevice('swapped');
  await platform.as(`${secret.secret}:${secret.userName}`).post(path, reading(id));
  expect(JSON.stringify(await senders())).not.toContain(secret.secret);
});

test('a flood is answered, and what is kept of it is bounded', async () => {
  const posts = Array.from({ length: 500 }, (_, number) => platform.as(`main/device_flood${number}:x`).post(path, {}));
  const answers = await Promise.all(posts);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  const listed = await senders();
  expect(listed.length).toBeLessThanOrEqual(21);
  expect(listed).toContainEqual(expect.objectContaining({ userName: null, kind: 'unknown-name' }));
});
