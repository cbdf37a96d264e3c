import { afterAll, beforeAll, expect, test } from 'vitest';

import { FakeClock } from '../../testing/fake-clock.ts';
import { askForCredential, register, registerDevice } from '../../testing/registered-device.ts';
import { bootstrapPassword, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const requests = '/devicecontrol/newDeviceRequests';
const clock = new FakeClock();
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());

const accept = (id: string) => platform.admin.put(`${requests}/${id}`, { status: 'ACCEPTED' });

test('a device gets its credential once, after an operator accepted what was seen asking', async () => {
  const announced = await platform.admin.post(requests, { id: 'story' }, { accept: 'application/json' });
  expect(announced.status).toBe(201);
  expect(announced.headers.get('location')).toMatch(/newDeviceRequests\/story$/);
  expect(announced.body).toMatchObject({ id: 'story', status: 'WAITING_FOR_CONNECTION', owner: 'admin', tenantId: 'main' });
  expect((await accept('story')).status).toBe(422);

  const early = await askForCredential(platform, { id: 'story' });
  expect(early.status).toBe(404);
  expect(early.body).toMatchObject({ error: 'devicecontrol/Not Found' });
  const seen = await platform.admin.get(`${requests}/story`);
  expect(seen.body).toMatchObject({ status: 'PENDING_ACCEPTANCE', valvomo_Address: expect.any(String) });
  expect((await accept('story')).status).toBe(200);

  const given = await askForCredential(platform, { id: 'story' });
  expect(given.status).toBe(201);
  expect(given.body).toMatchObject({ id: 'story', tenantId: 'main', username: 'device_story' });
  expect((given.body as { password: string }).password.length).toBeGreaterThanOrEqual(32);
  expect((await askForCredential(platform, { id: 'story' })).status).toBe(404);
  expect((await platform.admin.get(`${requests}/story`)).status).toBe(404);
});

test('the credential comes even without Accept, for it comes only once', async () => {
  await platform.admin.post(requests, { id: 'quiet' });
  await askForCredential(platform, { id: 'quiet' });
  await accept('quiet');
  const bootstrap = platform.as(`management/devicebootstrap:${bootstrapPassword}`);
  const { body } = await bootstrap.post('/devicecontrol/deviceCredentials', { id: 'quiet' }, { accept: '' });
  expect(body).toMatchObject({ username: 'device_quiet' });
});

test('the first object a registered device creates is itself; the credential is tied to it', async () => {
  const device = await registerDevice(platform, 'tied');
  const own = await device.client.get(`/inventory/managedObjects/${device.id}`);
  expect(own.body).toMatchObject({ owner: 'device_tied', name: 'tied' });
  const foreign = await platform.admin.post('/inventory/managedObjects', { name: 'other' }, { accept: 'application/json' });
  const other = (foreign.body as { id: string }).id;
  expect((await device.client.get(`/inventory/managedObjects/${other}`)).status).toBe(404);
});

test('a deleted device may sign in and create itself anew, unless its user is deleted with it', async () => {
  const device = await registerDevice(platform, 'deleted');
  expect((await platform.admin.delete(`/inventory/managedObjects/${device.id}`)).status).toBe(204);
  expect((await device.client.get(`/inventory/managedObjects/${device.id}`)).status).toBe(404);
  const anew = await device.client.post('/inventory/managedObjects', { name: 'anew', c8y_IsDevice: {} }, { accept: 'application/json' });
  const { id } = anew.body as { id: string };
  expect((await device.client.get(`/inventory/managedObjects/${id}`)).body).toMatchObject({ owner: device.userName });
  expect((await platform.admin.delete(`/inventory/managedObjects/${id}?withDeviceUser=true`)).status).toBe(204);
  expect((await device.client.get('/inventory/managedObjects')).status).toBe(401);
  expect((await platform.admin.post(requests, { id: 'deleted' })).status).toBe(201);
});

test('a device goes into the group, and has the type, that it was announced with', async () => {
  const made = await platform.admin.post('/inventory/managedObjects', { name: 'Hall', c8y_IsDeviceGroup: {} }, { accept: 'application/json' });
  const { id: groupId } = made.body as { id: string };
  for (const [id, own] of [['placed:1', undefined], ['placed 2', 'its own']] as const) {
    const { body } = await platform.admin.post(requests, { id, groupId: Number(groupId), type: 'c8y_Meter' }, { accept: 'application/json' });
    expect(body).toMatchObject({ id, groupId, type: 'c8y_Meter' });
    await askForCredential(platform, { id });
    await accept(encodeURIComponent(id));
    const { username, password } = (await askForCredential(platform, { id })).body as { username: string; password: string };
    const device = platform.as(`main/${username}:${password}`);
    const created = await device.post('/inventory/managedObjects', { name: id, type: own, c8y_IsDevice: {} }, { accept: 'application/json' });
    expect(created.body).toMatchObject({ type: own ?? 'c8y_Meter' });
    // Only its first object is the device.
    expect((await device.post('/inventory/managedObjects', { name: 'part' }, { accept: 'application/json' })).body).not.toHaveProperty('type');
  }
  const { body } = await platform.admin.get(`/inventory/managedObjects/${groupId}/childAssets`);
  expect((body as { references: { managedObject: { name: string } }[] }).references.map(({ managedObject }) => managedObject.name)).toEqual(['placed:1', 'placed 2']);
});

test('nobody else can register a name that is taken', async () => {
  await registerDevice(platform, 'taken');
  expect((await platform.admin.post(requests, { id: 'taken' })).status).toBe(409);
  await platform.admin.post(requests, { id: 'twice' });
  expect((await platform.admin.post(requests, { id: 'twice' })).status).toBe(409);
});

test('an acceptance lapses after a quarter of an hour', async () => {
  await platform.admin.post(requests, { id: 'slow' });
  await askForCredential(platform, { id: 'slow' });
  await accept('slow');
  clock.advance(15 * 60_000 + 1);
  expect((await askForCredential(platform, { id: 'slow' })).status).toBe(404);
  expect((await platform.admin.get(`${requests}/slow`)).body).toMatchObject({ status: 'PENDING_ACCEPTANCE' });
});

test('with a security token only the device that knows it is served', async () => {
  await platform.admin.post(requests, { id: 'secret', securityToken: '12345678' });
  expect((await askForCredential(platform, { id: 'secret' })).status).toBe(404);
  expect((await platform.admin.get(`${requests}/secret`)).body).toMatchObject({ status: 'WAITING_FOR_CONNECTION' });
  await askForCredential(platform, { id: 'secret', securityToken: '12345678' });
  await accept('secret');
  expect((await askForCredential(platform, { id: 'secret', securityToken: '12345679' })).status).toBe(404);
  const served = await askForCredential(platform, { id: 'secret', securityToken: '12345678' });
  expect(served.status).toBe(201);
});

test('an id nobody announced creates nothing', async () => {
  const total = async () => {
    const { body } = await platform.admin.get(`${requests}?pageSize=1&withTotalElements=true`);
    return (body as { statistics: { totalElements: number } }).statistics.totalElements;
  };
  const before = await total();
  expect((await askForCredential(platform, { id: 'stranger' })).status).toBe(404);
  expect(await total()).toBe(before);
});

test('a request can be withdrawn', async () => {
  await platform.admin.post(requests, { id: 'gone' });
  expect((await platform.admin.delete(`${requests}/gone`)).status).toBe(204);
  expect((await platform.admin.delete(`${requests}/gone`)).status).toBe(404);
});

test('devices and the bootstrap user have no say in registration', async () => {
  const { client } = await register(platform, 'curious');
  const bootstrap = platform.as(`management/devicebootstrap:${bootstrapPassword}`);
  for (const caller of [client, bootstrap]) {
    expect((await caller.get(requests)).status).toBe(403);
    expect((await caller.post(requests, { id: 'mine' })).status).toBe(403);
    expect((await caller.put(`${requests}/curious`, { status: 'ACCEPTED' })).status).toBe(403);
  }
  expect((await bootstrap.get('/inventory/managedObjects')).status).toBe(403);
  expect((await client.post('/devicecontrol/deviceCredentials', { id: 'curious' })).status).toBe(403);
});

test.each([[{}], [{ id: '' }], [{ id: 'x', groupId: '999999' }], [{ id: 'x', groupId: 'hall' }], [{ id: 'x', type: 7 }], [[1]], ['"x"']])('%j is refused', async (body) => {
  const answer = await platform.admin.post(requests, body);
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ error: 'undefined/validationError' });
});

test('an address that asks too often is told nothing but not yet, even when it is accepted', async () => {
  const limited = await startTestPlatform({ clock: new FakeClock() });
  await limited.admin.post(requests, { id: 'eager' });
  await askForCredential(limited, { id: 'eager' });
  await limited.admin.put(`${requests}/eager`, { status: 'ACCEPTED' });
  for (let guess = 0; guess < 9; guess += 1) await askForCredential(limited, { id: `guess ${guess}` });
  expect((await askForCredential(limited, { id: 'eager' })).status).toBe(404);
  expect((await limited.admin.get(`${requests}/eager`)).body).toMatchObject({ status: 'ACCEPTED' });
  await limited.end();
});

test('all that wait are accepted at once, each with its outcome; there is a limit to ask for', async () => {
  await platform.admin.post(requests, { id: 'waits' });
  await platform.admin.post(requests, { id: 'absent' });
  await askForCredential(platform, { id: 'waits' });
  const { status, body } = await platform.admin.post(`${requests}/acceptAll`, undefined);
  expect(status).toBe(200);
  expect(body).toEqual(expect.arrayContaining([{ id: 'waits', successful: true }, { id: 'absent', successful: false, error: expect.any(String) }]));
  expect((await askForCredential(platform, { id: 'waits' })).status).toBe(201);
  expect((await platform.admin.get(`${requests}/limit`)).body).toEqual({ isReached: false, limit: 131_071, deviceCount: expect.any(Number) });
});
