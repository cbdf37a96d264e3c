/** A locked console: what its cookie still opens, and what it does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';

import { consoleApi, type ConsoleCall } from '#contract/console-api.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const minute = 60_000;
let clock: FakeClock;
let site: TestPlatform;

beforeAll(async () => {
  clock = new FakeClock();
  site = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
  const device = await addDevice(site);
  await site.admin.post('/alarm/alarms', { source: { id: device }, type: 'x', text: 'Too warm', severity: 'MAJOR', time: new Date(clock.now()).toISOString() });
});
afterAll(() => site.end());

async function locked(): Promise<ConsoleClient> {
  const client = new ConsoleClient(site.platform.urls.console);
  await client.signIn('admin', adminPassword);
  await client.call('lock', {});
  return client;
}

const openToLocks: readonly ConsoleCall[] = ['state', 'lockPicture', 'unlock', 'login', 'setup', 'openDisplay'];
const closedToLocks = (Object.keys(consoleApi) as ConsoleCall[]).filter((name) => !openToLocks.includes(name));

test('the state says whose lock it is and nothing of the site but its name', async () => {
  const client = await locked();
  const state = await client.call('state', {});
  expect(state).toMatchObject({ session: null, site: null, feedId: null, lock: { userName: 'admin', role: 'admin', asked: true } });
});

test('the lock picture is numbers by severity and the time', async () => {
  const client = await locked();
  expect(await client.call('lockPicture', {})).toEqual({
    open: { CRITICAL: 0, MAJOR: 1, MINOR: 0, WARNING: 0 },
    unacknowledged: { CRITICAL: 0, MAJOR: 1, MINOR: 0, WARNING: 0 },
    nowMs: clock.now(),
  });
});

test.each(closedToLocks)('%s is closed to a locked console', async (name) => {
  const client = await locked();
  const answer = await client.try(name, { id: '1', userName: 'admin', ids: '1', fromMs: 0, toMs: 1, text: 'x' });
  expect(answer.status).toBe(401);
});

test('so is the feed', async () => {
  const client = await locked();
  const address = `${client.url.replace('http', 'ws')}/api/feed`;
  const status = await new Promise((resolve) => {
    const socket = new WebSocket(address, { headers: { origin: client.url, cookie: client.cookie ?? '' } });
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.on('open', () => resolve('open'));
  });
  expect(status).toBe(401);
});

test('without a lock there is no picture and nothing to unlock, signed in or not', async () => {
  const client = new ConsoleClient(site.platform.urls.console);
  expect((await client.try('lockPicture', {})).status).toBe(401);
  await client.signIn('admin', adminPassword);
  expect((await client.try('lockPicture', {})).status).toBe(401);
  expect((await client.try('unlock', { password: adminPassword })).status).toBe(401);
});

test('the password opens it under another id; the old one stands for nothing', async () => {
  const client = await locked();
  const old = client.cookie;
  await expect(client.call('unlock', { password: 'wrong' })).rejects.toMatchObject({ status: 422, body: { fields: { password: 'wrong' } } });
  const { session } = await client.call('unlock', { password: adminPassword });
  expect(session).toMatchObject({ userName: 'admin' });
  expect(client.cookie).not.toBe(old);
  await client.call('summary', {});
  client.cookie = old;
  expect(await client.call('state', {})).toMatchObject({ session: null, lock: null });
});

test('it locks by itself when nobody is at the desk, whatever is read', async () => {
  const client = new ConsoleClient(site.platform.urls.console);
  await client.signIn('admin', adminPassword);
  for (let count = 0; count < 5; count += 1) {
    clock.advance(5 * minute);
    await client.call('summary', {});
  }
  clock.advance(5 * minute);
  expect((await client.try('summary', {})).status).toBe(401);
  expect((await client.call('state', {})).lock).toMatchObject({ asked: false, idleMs: 30 * minute });
});

test('another person signs in over it', async () => {
  const client = await locked();
  const old = client.cookie;
  await client.signIn('admin', adminPassword);
  client.cookie = old;
  expect((await client.call('state', {})).lock).toBeNull();
});

test('who is signed out by an administrator or gets another password finds no lock', async () => {
  const admin = new ConsoleClient(site.platform.urls.console);
  await admin.signIn('admin', adminPassword);
  await admin.call('addPerson', { userName: 'olli', role: 'operator', password: 'an owl in the attic' });
  const olli = new ConsoleClient(site.platform.urls.console);
  await olli.signIn('olli', 'an owl in the attic');
  await olli.call('lock', {});
  expect((await olli.call('state', {})).lock).toMatchObject({ userName: 'olli' });
  await admin.call('updatePerson', { userName: 'olli', disabled: true });
  expect((await olli.call('state', {})).lock).toBeNull();
  expect((await olli.try('unlock', { password: 'an owl in the attic' })).status).toBe(401);
});

test('ten wrong passwords at the lock are as many as at the sign-in page', async () => {
  const admin = new ConsoleClient(site.platform.urls.console);
  await admin.signIn('admin', adminPassword);
  await admin.call('addPerson', { userName: 'tuula', role: 'viewer', password: 'an owl in the attic' });
  const tuula = new ConsoleClient(site.platform.urls.console);
  await tuula.signIn('tuula', 'an owl in the attic');
  await tuula.call('lock', {});
  for (let count = 0; count < 10; count += 1) await tuula.try('unlock', { password: `guess ${count}` });
  expect((await tuula.try('unlock', { password: 'an owl in the attic' })).status).toBe(429);
});

test('a lock outlives a restart of the core', async () => {
  const client = await locked();
  await site.platform.idle();
  const again = await site.restart();
  site = again;
  const after = new ConsoleClient(again.platform.urls.console);
  after.cookie = client.cookie;
  expect((await after.call('state', {})).lock).toMatchObject({ userName: 'admin' });
  await after.call('unlock', { password: adminPassword });
  await after.call('summary', {});
});

test('comings and goings stand in the audit records, with the address', async () => {
  const client = await locked();
  await client.call('unlock', { password: adminPassword });
  await client.call('logout', {});
  await site.platform.idle();
  const [file, log] = ['tenant.db', 'tenant.db-wal'].map((name) => readFileSync(join(site.dataDir, 'tenants', 'main', name), 'latin1'));
  const activities = ['User signed in', 'User locked the console', 'User unlocked the console', 'User signed out', 'Console locked for idleness'];
  for (const activity of activities) expect(`${file}${log}`).toContain(`${activity}: admin from 127.0.0.1`);
  expect(`${file}${log}`).toContain('Sign-in refused: tuula from 127.0.0.1');
});
