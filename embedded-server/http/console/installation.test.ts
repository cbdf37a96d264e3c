/** The installation as Manage shows it, on a real platform over HTTP. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const password = 'a bicycle in the rain';
let clock: FakeClock;
let site: TestPlatform;
let admin: ConsoleClient;

async function signedIn(name: string, secret = password): Promise<ConsoleClient> {
  const client = new ConsoleClient(site.platform.urls.console);
  await client.signIn(name, secret);
  return client;
}

beforeAll(async () => {
  clock = new FakeClock();
  site = await startTestPlatform({ clock, sets: ['limits.deviceRate=2', 'limits.deviceBurst=5', 'session.stepUpMinutes=700'] });
  admin = await signedIn('admin', adminPassword);
  await admin.call('addSite', { tenant: 'harju', name: 'Harju', timeZone: 'UTC', administrator: { userName: 'owner', password } });
});
afterAll(() => site.end());

test('a device that sends too much is seen by its name at once, with how often it was refused', async () => {
  const { device, secret } = await admin.call('addDevice', { name: 'Booster station', groupId: null });
  const client = site.as(`${secret.tenant}/${secret.userName}:${secret.secret}`);
  const statuses = [];
  for (let count = 0; count < 8; count += 1) statuses.push((await client.get(`/inventory/managedObjects/${device.id}`)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  const overview = await admin.call('manageOverview', {});
  expect(overview.busiest[0]).toMatchObject({ name: 'Booster station', most: 2, refused: 3, lastRefusedMs: clock.now() });
  expect(overview.busiest[0]?.perSecond).toBeGreaterThan(2);
  expect(overview.all).toMatchObject({ refused: 3, most: 2000 });
  expect((await admin.call('health', {})).limited).toMatchObject([{ tenant: 'main', name: 'Booster station', refused: 3 }]);
  // Another site sees nothing of it.
  expect(await (await signedIn('harju/owner')).call('manageOverview', {})).toMatchObject({ busiest: [], all: { refused: 0 } });
});

test('health is told in numbers, and only to who looks after the installation', async () => {
  clock.advance(3_000);
  const health = await admin.call('health', {});
  expect(health.nowMs - health.startedMs).toBeGreaterThanOrEqual(3_000);
  expect(health.versions.sqlite).toMatch(/^3\./);
  expect(health.files.map(({ name }) => name)).toEqual(['platform.db', 'main', 'harju']);
  expect(health.files.every(({ bytes }) => bytes > 0)).toBe(true);
  expect(health).toMatchObject({ clockShiftMs: 0, queue: { most: 10_000 }, disk: { short: expect.any(Boolean) } });
  const owner = await signedIn('harju/owner');
  for (const name of ['health', 'configuration'] as const) expect((await owner.try(name, {})).status).toBe(403);
});

test('a clock that was set shows as such', async () => {
  clock.setWall(clock.now() - 7_200_000);
  expect((await admin.call('health', {})).clockShiftMs).toBe(-7_200_000);
  clock.setWall(clock.now() + 7_200_000);
});

test('every setting says where its value came from', async () => {
  writeFileSync(join(site.dataDir, 'site.json'), '{"retention.measurementDays": 400}');
  site = await site.restart();
  admin = await signedIn('admin', adminPassword);
  const { settings, siteFile } = await admin.call('configuration', {});
  expect(siteFile).toBe(join(site.dataDir, 'site.json'));
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  expect(byKey.get('retention.measurementDays')).toMatchObject({ value: '400', shipped: '0', origin: 'site', environment: 'VALVOMO_RETENTION_MEASUREMENT_DAYS' });
  expect(byKey.get('limits.deviceRate')).toMatchObject({ value: '2', shipped: '50', origin: 'command line' });
  expect(byKey.get('session.idleMinutes')).toMatchObject({ value: '30', origin: 'shipped' });
});

test('a setting is changed while it runs, on record, and goes back to the shipped one', async () => {
  const idleOf = async () => (await admin.call('state', {})).session?.idleEndsMs ?? 0;
  const setting = ({ settings }: { settings: { key: string; value: string; origin: string }[] }, key: string) => settings.find((one) => one.key === key);
  const changed = await admin.call('changeSetting', { key: 'session.idleMinutes', value: '90' });
  expect(setting(changed, 'session.idleMinutes')).toMatchObject({ value: '90', origin: 'site', changeable: 'live', kind: 'number', next: null });
  await admin.call('activity', {});
  expect((await idleOf()) - (await admin.call('state', {})).nowMs).toBeGreaterThan(80 * 60_000);
  const { records } = await admin.call('auditRecords', { search: 'Setting changed', limit: 5 });
  expect(records[0]).toMatchObject({ source: 'session.idleMinutes', changes: [{ attribute: 'session.idleMinutes', previousValue: '30', newValue: '90' }] });
  expect(await admin.try('changeSetting', { key: 'session.idleMinutes', value: '0' })).toMatchObject({ status: 422, body: { fields: { value: expect.any(String) } } });
  expect(await admin.try('changeSetting', { key: 'limits.deviceRate', value: '9' }), 'the command line says it').toMatchObject({ status: 409 });
  expect(await admin.try('changeSetting', { key: 'consoleListener.port', value: '9' })).toMatchObject({ status: 403 });
  expect(await admin.try('changeSetting', { key: 'no.such', value: '9' })).toMatchObject({ status: 404 });
  const opened = await admin.call('changeSetting', { key: 'deviceListener.host', value: '0.0.0.0' });
  expect(setting(opened, 'deviceListener.host')).toMatchObject({ value: '127.0.0.1', next: '0.0.0.0', changeable: 'restart' });
  await admin.call('changeSetting', { key: 'deviceListener.host', value: null });
  expect(setting(await admin.call('changeSetting', { key: 'session.idleMinutes', value: null }), 'session.idleMinutes')).toMatchObject({ value: '30', origin: 'shipped' });
});

test('how somebody likes Manage is kept with them, wherever they sign in', async () => {
  expect(await admin.call('preferences', {})).toEqual({ advanced: false, keys: {} });
  await admin.call('setPreferences', { advanced: true });
  await admin.call('setPreferences', { keys: { A: 'Q' } });
  expect(await admin.try('setPreferences', { keys: { A: 'Q', J: 'Q' } })).toMatchObject({ status: 422 });
  expect(await admin.try('setPreferences', { keys: { A: 'Enter' } })).toMatchObject({ status: 422 });
  site = await site.restart();
  admin = await signedIn('ADMIN', adminPassword);
  expect(await admin.call('preferences', {})).toEqual({ advanced: true, keys: { A: 'Q' } });
  expect(await (await signedIn('harju/owner')).call('preferences', {})).toEqual({ advanced: false, keys: {} });
  await admin.call('enterSite', { tenant: 'harju' });
  expect(await admin.call('preferences', {})).toEqual({ advanced: true, keys: { A: 'Q' } });
  await admin.call('enterSite', { tenant: null });
});

test('the audit log is read a page at a time, narrowed, and checked', async () => {
  for (const name of ['one', 'two', 'three']) await admin.call('addPerson', { userName: name, role: 'viewer', password });
  const first = await admin.call('auditRecords', { search: 'User created', limit: 2 });
  expect(first.records.map(({ source }) => source)).toEqual(['three', 'two']);
  const last = first.records.at(-1);
  const next = await admin.call('auditRecords', { search: 'User created', limit: 2, beforeMs: last?.timeMs, beforeId: last?.id });
  expect([first.more, next.more, next.records.map(({ source }) => source)]).toEqual([true, false, ['one']]);
  expect((await admin.call('auditRecords', { userName: 'nobody' })).records).toEqual([]);
  expect((await admin.call('auditRecords', { search: '100%_' })).records).toEqual([]);
  expect((await admin.call('auditChoices', {})).userNames).toContain('admin');
  expect(await admin.call('verifyAudit', {})).toMatchObject({ brokenAt: null });
});

test('security names what is open', async () => {
  const { security } = await admin.call('manageOverview', {});
  expect(security.filter(({ good }) => !good).map(({ name }) => name)).toEqual(['programs', 'administrators']);
});
