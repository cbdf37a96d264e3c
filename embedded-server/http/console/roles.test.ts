/**
 * Every call of the console's table, tried by everybody: what the dispatcher lets through is what one table says.
 * A call that is new is walked by itself, because the calls come from the table the dispatcher runs.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { consoleApi, type ConsoleCall } from '#contract/console-api.ts';
import type { Access, Endpoint } from '#contract/endpoint.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const password = 'a bicycle in the rain';
const calls = Object.entries(consoleApi) as [ConsoleCall, Endpoint][];

/** Who tries. The last three are in a site that is not their own. */
const actors = ['nobody', 'support', 'viewer', 'operator', 'technician', 'admin', 'platform', 'reading', 'commanding', 'visiting'] as const;
type Actor = (typeof actors)[number];

/** The allowed cells: who may do what. Everything else is refused. */
const allowed: Record<Access, readonly Actor[]> = {
  public: actors,
  // A console that is locked; see lock.test.ts.
  lock: [],
  // And displays; see display.test.ts.
  wall: ['viewer', 'operator', 'technician', 'admin', 'platform', 'reading', 'commanding', 'visiting'],
  session: actors.filter((actor) => actor !== 'nobody'),
  'site:read': ['viewer', 'operator', 'technician', 'admin', 'platform', 'reading', 'commanding', 'visiting'],
  'alarms:write': ['operator', 'technician', 'admin', 'platform', 'commanding', 'visiting'],
  'maintenance:write': ['operator', 'technician', 'admin', 'platform', 'commanding', 'visiting'],
  'pins:write': ['operator', 'technician', 'admin', 'platform', 'visiting'],
  'devices:write': ['technician', 'admin', 'platform', 'commanding', 'visiting'],
  'rules:write': ['technician', 'admin', 'platform', 'visiting'],
  'people:read': ['admin', 'platform', 'reading', 'visiting'],
  'people:write': ['admin', 'platform', 'visiting'],
  'tokens:write': ['admin', 'platform', 'visiting'],
  'site:write': ['admin', 'platform', 'visiting'],
  'audit:read': ['admin', 'platform', 'visiting'],
  'sites:read': ['support', 'platform', 'reading', 'commanding', 'visiting'],
  'sites:write': ['platform', 'visiting'],
  'platform:read': ['platform', 'visiting'],
};

let site: TestPlatform;
const clients = new Map<Actor, ConsoleClient>();

async function signedIn(name: string, secret = password): Promise<ConsoleClient> {
  const client = new ConsoleClient(site.platform.urls.console);
  await client.signIn(name, secret);
  return client;
}

async function visitor(name: string, secret: string, tenant: string): Promise<ConsoleClient> {
  const client = await signedIn(name, secret);
  await client.call('enterSite', { tenant });
  return client;
}

beforeAll(async () => {
  site = await startTestPlatform({ sets: ['limits.enabled=false'] });
  const platform = await signedIn('admin', adminPassword);
  const administrator = { userName: 'owner', password };
  for (const [tenant, scope] of [['reading', { command: false, people: true }], ['commanding', { command: true, people: false }]] as const) {
    await platform.call('addSite', { tenant, name: tenant, timeZone: 'UTC', administrator });
    const owner = await signedIn(`${tenant}/owner`);
    await owner.call('grantSupport', { hours: 1, scope });
  }
  for (const role of ['viewer', 'operator', 'technician', 'admin', 'support'] as const) {
    const userName = `a-${role}`;
    await platform.call('addPerson', { userName, role, password });
    clients.set(role, await signedIn(userName));
  }
  clients.set('nobody', new ConsoleClient(platform.url));
  clients.set('platform', platform);
  clients.set('reading', await visitor('a-support', password, 'reading'));
  clients.set('commanding', await visitor('a-support', password, 'commanding'));
  clients.set('visiting', await visitor('admin', adminPassword, 'reading'));
});
afterAll(() => site.end());

/** Names nothing that is there, so that a call let through changes nothing. */
const nothingThere = { id: '999999', userName: 'nobody', ids: '', tenant: 'nowhere', fromMs: 0, toMs: 1 };
/** Whether the dispatcher let a call through, whatever came of it then. */
const letThrough = (status: number) => status !== 401 && status !== 403;
/** These end or move the very session they are tried with. */
const endsSession: readonly ConsoleCall[] = ['logout', 'enterSite', 'lock'];

describe.each(actors)('%s', (actor) => {
  const walked = calls.filter(([name, { access }]) => access !== 'public' && !endsSession.includes(name));

  test.each(walked)('%s', async (name, { access }) => {
    const client = clients.get(actor) ?? new ConsoleClient('');
    const { status } = await client.try(name, nothingThere);
    expect([status, letThrough(status)]).toEqual([status, allowed[access].includes(actor)]);
    expect(status).toBeLessThan(500);
  });
});

/** What changes something though it only takes a reader: what is their own, and nothing of anybody else's. */
const readersMayChange: readonly string[] = [
  ...['logout', 'lock', 'unlock', 'activity', 'stepUp', 'changeOwnPassword', 'enterSite', 'login', 'setup', 'openDisplay', 'askForAccess', 'setPreferences'],
  // A job is its beginner's or that of who may do what it does; see the jobs' own tests.
  ...['exportDevices', 'exportTrend', 'exportJournal', 'cancelJob', 'undoJob'],
  // Kept for the person alone.
  ...['saveDeviceFilter', 'changeDeviceFilter', 'deleteDeviceFilter'],
];

test('what changes something takes more than the right to read', () => {
  const changing = calls.filter(([, { method, access }]) => method !== 'GET' && (/:read$|^session$|^public$|^lock$/.test(access)));
  expect(changing.map(([name]) => name).filter((name) => !readersMayChange.includes(name))).toEqual([]);
});
