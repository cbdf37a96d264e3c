/** Tokens people and devices sign in with instead of their secret. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { addUser, personPassword, signedInAdmin } from '../../testing/credentials.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { registerDevice } from '../../testing/registered-device.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import { WireClient, type WireAnswer } from '../../testing/wire-client.ts';

const clock = new FakeClock();
let platform: TestPlatform;
let console: ConsoleClient;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
  console = await signedInAdmin(platform);
});
afterAll(() => platform.end());

const form = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

function ask(fields: Record<string, string>, path = '/tenant/oauth/token?tenant_id=main', on = platform): Promise<WireAnswer> {
  const stranger = new WireClient(on.platform.urls.device, '', '');
  return stranger.send('POST', path, new URLSearchParams(fields).toString(), form);
}

const asAdmin = { grant_type: 'PASSWORD', username: 'admin', password: adminPassword };

async function bearer(fields: Record<string, string>): Promise<WireClient> {
  const { status, body } = await ask(fields);
  expect(status).toBe(200);
  return WireClient.withToken(platform.platform.urls.device, (body as { access_token: string }).access_token);
}

describe('a person', () => {
  test('gets a token for the password, and is with it who they are', async () => {
    const client = await bearer(asAdmin);
    expect((await client.get('/user/currentUser')).body).toMatchObject({ userName: 'admin' });
    const [, payload = ''] = client.authorization.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ sub: 'admin', ten: 'main', exp: Math.floor(clock.now() / 1000) + 12 * 3600 });
  });

  test('gets it in a cookie too, which is never read', async () => {
    const { status, body, headers } = await ask(asAdmin, '/tenant/oauth?tenant_id=main');
    expect([status, body]).toEqual([200, undefined]);
    const [authorization = '', xsrf = ''] = headers.getSetCookie();
    expect([authorization, xsrf]).toEqual([expect.stringMatching(/^authorization=ey.*; HttpOnly$/), expect.stringMatching(/^XSRF-TOKEN=/)]);
    const cookie = authorization.split(';')[0] ?? '';
    const stranger = new WireClient(platform.platform.urls.device, '', '');
    expect((await stranger.send('GET', '/user/currentUser', undefined, { cookie })).status).toBe(401);
    const holder = WireClient.withToken(platform.platform.urls.device, cookie.slice('authorization='.length));
    expect((await holder.get('/user/currentUser')).status).toBe(200);
  });

  test('may no more with it than without', async () => {
    await addUser(platform, 'viewer', 'viewer', console);
    const client = await bearer({ ...asAdmin, username: 'main/viewer', password: personPassword });
    expect((await client.get('/inventory/managedObjects')).status).toBe(200);
    expect((await client.post('/inventory/managedObjects', {})).status).toBe(403);
  });

  test.each([
    [{ ...asAdmin, password: 'not this one at all' }, 401],
    [{ ...asAdmin, username: 'nobody' }, 401],
    [{ ...asAdmin, username: 'elsewhere/admin' }, 401],
    [{ ...asAdmin, username: 'device_x' }, 401],
    [{ ...asAdmin, grant_type: 'AUTHORIZATION_CODE' }, 422],
    [{ grant_type: 'PASSWORD', username: 'admin' }, 422],
    [{ ...asAdmin, padding: 'x'.repeat(20_000) }, 413],
    [{}, 422],
  ])('%j is refused with %i', async (fields, status) => {
    expect(await ask(fields)).toMatchObject({ status, body: { error: expect.any(String), message: expect.any(String), info: expect.any(String) } });
  });

  test('whose form is none is told so', async () => {
    const stranger = new WireClient(platform.platform.urls.device, '', '');
    expect((await stranger.post('/tenant/oauth/token', asAdmin)).status).toBe(415);
  });
});

describe('a token', () => {
  test('ends with the password, with the account and with its time', async () => {
    await addUser(platform, 'leaver', 'operator', console);
    const leaver = { ...asAdmin, username: 'leaver', password: personPassword };
    const first = await bearer(leaver);
    await platform.admin.put('/user/main/users/leaver/password', { newPassword: 'nine blue tricycles' });
    expect((await first.get('/user/currentUser')).status).toBe(401);
    const second = await bearer({ ...leaver, password: 'nine blue tricycles' });
    await platform.admin.put('/user/main/users/leaver', { enabled: false });
    expect((await second.get('/user/currentUser')).status).toBe(401);
    const third = await bearer(asAdmin);
    clock.advance(12 * 3600_000 - 1_000);
    expect((await third.get('/user/currentUser')).status).toBe(200);
    clock.advance(1_000);
    expect((await third.get('/user/currentUser')).status).toBe(401);
  });

  test('that was tampered with is none', async () => {
    const { authorization } = await bearer(asAdmin);
    const [head = '', payload = '', signature = ''] = authorization.replace('Bearer ', '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = (changed: object) => Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const wrong = [`${head}.${forged({ sub: 'leaver' })}.${signature}`, `${head}.${forged({ exp: 9e9 })}.${signature}`, `${none}.${payload}.`, `${none}.${payload}.${signature}`, `${head}.${payload}.${'A'.repeat(43)}`, `${head}.${payload}`];
    for (const token of wrong) expect((await WireClient.withToken(platform.platform.urls.device, token).get('/user/currentUser')).status, token).toBe(401);
  });

  test('of another core is none here', async () => {
    const other = await startTestPlatform({ sets: ['limits.enabled=false'] });
    const { body } = await ask(asAdmin, '/tenant/oauth/token', other);
    expect((await WireClient.withToken(platform.platform.urls.device, (body as { access_token: string }).access_token).get('/user/currentUser')).status).toBe(401);
    await other.end();
  });
});

test('a device gets one for itself alone, as long as its secret holds', async () => {
  const device = await registerDevice(platform, 'meter 1');
  const { status, body } = await device.client.post('/devicecontrol/deviceAccessToken', undefined);
  expect(status).toBe(200);
  const client = WireClient.withToken(platform.platform.urls.device, (body as { accessToken: string }).accessToken);
  expect((await client.get(`/inventory/managedObjects/${device.id}`)).status).toBe(200);
  expect((await client.get('/user/main/users')).status).toBe(403);
  expect((await platform.admin.post('/devicecontrol/deviceAccessToken', undefined)).status).toBe(403);
  await platform.admin.delete(`/inventory/managedObjects/${device.id}?withDeviceUser=true`);
  expect((await client.get('/inventory/managedObjects')).status).toBe(401);
});

test('where only devices may call, people get none', async () => {
  const closed = await startTestPlatform({ sets: ['deviceListener.applications=false'] });
  expect((await ask(asAdmin, '/tenant/oauth/token', closed)).status).toBe(403);
  await closed.end();
});
