/** Unattended displays: what their cookie opens, from where, and how long. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';

import { consoleApi, type ConsoleCall } from '#contract/console-api.ts';
import { wallSchema } from '#contract/console/wall-calls.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const hour = 3_600_000;
const hall = { name: 'Packing hall', rotateSeconds: 20, theme: 'dark' } as const;
let clock: FakeClock;
let site: TestPlatform;
let admin: ConsoleClient;

beforeAll(async () => {
  clock = new FakeClock();
  site = await startTestPlatform({ clock, sets: ['limits.enabled=false', 'session.idleMinutes=100000', 'session.absoluteHours=4000'] });
  admin = new ConsoleClient(site.platform.urls.console);
  await admin.signIn('admin', adminPassword);
  const device = await addDevice(site);
  await site.admin.post('/alarm/alarms', { source: { id: device }, type: 'x', text: 'Too warm', severity: 'MAJOR', time: new Date(clock.now()).toISOString() });
});
afterAll(() => site.end());

/** A browser that has opened a link. */
async function opened(token: string): Promise<ConsoleClient> {
  const client = new ConsoleClient(site.platform.urls.console);
  await client.call('openDisplay', { token });
  return client;
}

async function shown(): Promise<{ client: ConsoleClient; id: string; token: string }> {
  const { display, token } = await admin.call('addDisplay', hall);
  return { client: await opened(token), id: display.id, token };
}

test('the link opens the wall and nothing of persons stands on it', async () => {
  const { client } = await shown();
  const wall = wallSchema.strict().parse(await client.call('wall', { trends: 'true' }));
  expect(wall).toMatchObject({ alarms: [{ text: 'Too warm', severity: 'MAJOR' }], display: hall, trends: [] });
  expect(JSON.stringify(wall)).not.toMatch(/notes|help|acknowledgedBy|admin/);
});

test('its cookie is for this host and no script, and outlives the browser', async () => {
  const { token } = await admin.call('addDisplay', hall);
  const answer = await new ConsoleClient(admin.url).try('openDisplay', { token });
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-display=main\.\d+\.[\w-]{43};/);
  expect(cookie?.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict', 'Secure']);
});

const openToAnybody: readonly ConsoleCall[] = ['state', 'login', 'setup', 'openDisplay', 'wall'];
const closed = (Object.keys(consoleApi) as ConsoleCall[]).filter((name) => !openToAnybody.includes(name));

test.each(closed)('%s is closed to a display', async (name) => {
  const { client } = await shown();
  const answer = await client.try(name, { id: '1', userName: 'admin', ids: '1', fromMs: 0, toMs: 1, text: 'x' });
  expect(answer.status).toBe(401);
});

test('so is the feed; the state tells it nothing of the site', async () => {
  const { client } = await shown();
  const status = await new Promise((resolve) => {
    const socket = new WebSocket(`${client.url.replace('http', 'ws')}/api/feed`, { headers: { origin: client.url, cookie: client.cookie ?? '' } });
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.on('open', () => resolve('open'));
  });
  expect(status).toBe(401);
  expect(await client.call('state', {})).toMatchObject({ session: null, site: null, lock: null });
});

test('neither cookie stands for the other', async () => {
  const { client } = await shown();
  const value = client.cookie?.split('=')[1] ?? '';
  client.cookie = `__Host-sid=${value}`;
  expect((await client.try('wall', {})).status).toBe(401);
  client.cookie = admin.cookie?.replace('__Host-sid', '__Host-display') ?? null;
  expect((await client.try('wall', {})).status).toBe(401);
});

test('a person who may read the site sees the wall without a display', async () => {
  expect(await admin.call('wall', {})).toMatchObject({ display: null });
});

test('opening a link again voids what it opened before', async () => {
  const { client, token } = await shown();
  const again = await opened(token);
  expect((await client.try('wall', {})).status).toBe(401);
  await again.call('wall', {});
});

test('a link belongs to the address that opened it first', async () => {
  const { token } = await admin.call('addDisplay', hall);
  await opened(token);
  const { displays } = await admin.call('displays', {});
  expect(displays.at(-1)).toMatchObject({ boundTo: '127.0.0.1' });
});

test('a renewed link voids the old one and its session at once', async () => {
  const { client, id, token } = await shown();
  const { token: next } = await admin.call('renewDisplay', { id });
  expect((await client.try('wall', {})).status).toBe(401);
  expect((await client.try('openDisplay', { token })).status).toBe(401);
  await (await opened(next)).call('wall', {});
});

test('a removed display is void at once, and its number is not given again', async () => {
  const { client, id, token } = await shown();
  await admin.call('removeDisplay', { id });
  expect((await client.try('wall', {})).status).toBe(401);
  expect((await client.try('openDisplay', { token })).status).toBe(401);
  const { display } = await admin.call('addDisplay', hall);
  expect(Number(display.id)).toBeGreaterThan(Number(id));
});

test.each(['', 'x'.repeat(60), `main.1.${'a'.repeat(43)}`, `../x.1.${'a'.repeat(43)}`, `nowhere.1.${'a'.repeat(43)}`])('the token %j opens nothing', async (token) => {
  const answer = await new ConsoleClient(admin.url).try('openDisplay', { token });
  expect([401, 422]).toContain(answer.status);
});

test('it is seen, outlives a restart of the core, and no clock of people ends it', async () => {
  const { client, id } = await shown();
  clock.advance(13 * hour);
  await client.call('wall', {});
  expect((await admin.call('displays', {})).displays.find((display) => display.id === id)?.seenMs).toBe(clock.now());
  await site.platform.idle();
  site = await site.restart();
  const after = new ConsoleClient(site.platform.urls.console);
  after.cookie = client.cookie;
  await after.call('wall', {});
});

test('only who administers the site makes displays', async () => {
  admin = new ConsoleClient(site.platform.urls.console);
  await admin.signIn('admin', adminPassword);
  await admin.call('addPerson', { userName: 'teppo', role: 'technician', password: 'an owl in the attic' });
  const teppo = new ConsoleClient(admin.url);
  await teppo.signIn('teppo', 'an owl in the attic');
  for (const name of ['displays', 'addDisplay', 'updateDisplay', 'renewDisplay', 'removeDisplay'] as const) {
    expect((await teppo.try(name, { id: '1', ...hall })).status).toBe(403);
  }
});
