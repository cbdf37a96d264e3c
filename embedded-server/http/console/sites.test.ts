/** Sites of one installation: founding, suspending, going into another, what support may. On a real platform over HTTP. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { shownTenantHeader } from '#contract/console-api.ts';
import type { ListedSite } from '#contract/console/tenant-calls.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

// The strength of a hash is tested where hashes are made.
vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const hour = 60 * 60_000;
const password = 'a bicycle in the rain';
const refusedWith = (status: number, code: string) => expect.objectContaining({ status, body: expect.objectContaining({ code }) });

let clock: FakeClock;
let site: TestPlatform;
let admin: ConsoleClient;

beforeAll(async () => {
  clock = new FakeClock();
  site = await startTestPlatform({ clock, sets: ['limits.enabled=false', 'session.stepUpMinutes=700'] });
  admin = await signedIn('admin', adminPassword);
});
afterAll(() => site.end());

async function signedIn(name: string, secret = password): Promise<ConsoleClient> {
  const client = new ConsoleClient(site.platform.urls.console);
  await client.signIn(name, secret);
  return client;
}

function found(tenant: string, administrator: string | null = 'owner'): Promise<ListedSite> {
  const person = administrator && { userName: administrator, password };
  return admin.call('addSite', { tenant, name: `Site ${tenant}`, timeZone: 'Europe/Helsinki', administrator: person || null });
}

async function listed(tenant: string, client = admin): Promise<ListedSite | undefined> {
  return (await client.call('sites', {})).sites.find((other) => other.tenant === tenant);
}

/** Texts of a tenant's audit log, read as its file holds them. */
async function audited(client: ConsoleClient): Promise<string[]> {
  const { records } = await client.call('auditRecords', { limit: 100 });
  return records.map(({ userName, activity }) => `${userName}: ${activity}`);
}

describe('a site', () => {
  test('is founded with its own people, clock and data', async () => {
    expect(await found('koivula')).toMatchObject({ name: 'Site koivula', suspendedMs: null, summary: { devices: 0 }, mayEnter: true });
    const owner = await signedIn('koivula/owner');
    expect(await owner.call('state', {})).toMatchObject({ session: { tenant: 'koivula', home: 'koivula', visit: null }, site: { timeZone: 'Europe/Helsinki' } });
    await owner.call('addDevice', { name: 'Freezer', groupId: null });
    expect(await listed('koivula')).toMatchObject({ summary: { devices: 1 }, peopleIn: 1, storageBytes: expect.any(Number) });
    expect((await admin.call('summary', {})).devices).toBe(0);
    await expect(owner.call('sites', {})).rejects.toEqual(refusedWith(403, 'forbidden'));
  });

  test.each([
    ['koivula', 409, 'conflict'],
    ['Koivula', 422, 'invalid'],
    ['../up', 422, 'invalid'],
    ['con', 422, 'invalid'],
    ['management', 422, 'invalid'],
  ])('cannot be called %s', async (tenant, status, code) => {
    await expect(found(tenant)).rejects.toEqual(refusedWith(status, code));
    expect(readdirSync(join(site.dataDir, 'tenants')).toSorted()).toEqual(['koivula', 'main']);
  });

  test('with an administrator whose password is too easy is not founded at all', async () => {
    const weak = { tenant: 'weak', name: 'Weak', timeZone: 'UTC', administrator: { userName: 'owner', password: 'password1' } };
    await expect(admin.call('addSite', weak)).rejects.toMatchObject({ status: 422, body: { fields: { password: expect.any(String) } } });
    expect(await listed('weak')).toBeUndefined();
    expect(existsSync(join(site.dataDir, 'tenants', 'weak'))).toBe(false);
  });

  test('two that are founded under one name at once are one', async () => {
    const both = await Promise.allSettled([found('twin'), found('twin')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is reached by its devices under its own name, and by no other\'s', async () => {
    const owner = await signedIn('koivula/owner');
    const { device, secret } = await owner.call('addDevice', { name: 'Gateway', groupId: null });
    const reading = { source: { id: device.id }, type: 't', time: new Date(clock.now()).toISOString(), air: { t: { value: 4 } } };
    expect(secret.userName).toBe(`device_${device.id}`);
    expect((await site.as(`koivula/${secret.userName}:${secret.secret}`).post('/measurement/measurements', reading)).status).toBe(201);
    expect((await site.as(`main/${secret.userName}:${secret.secret}`).post('/measurement/measurements', reading)).status).toBe(401);
    expect(await listed('koivula')).toMatchObject({ lastContactMs: clock.now() });
  });
});

describe('suspended', () => {
  let device: { id: string; as: string };
  let owner: ConsoleClient;

  beforeAll(async () => {
    await found('rantala');
    owner = await signedIn('rantala/owner');
    const added = await owner.call('addDevice', { name: 'Well', groupId: null });
    device = { id: added.device.id, as: `rantala/device_${added.device.id}:${added.secret.secret}` };
  });

  const post = () => {
    const body = { source: { id: device.id }, type: 't', time: new Date(clock.now()).toISOString(), level: { m: { value: 2 } } };
    return site.as(device.as).post('/measurement/measurements', body);
  };

  test('its devices and people are turned away in words, its sessions are over with the answer', async () => {
    expect((await post()).status).toBe(201);
    const visitor = await signedIn('admin', adminPassword);
    await visitor.call('enterSite', { tenant: 'rantala' });
    expect(await admin.call('suspendSite', { tenant: 'rantala' })).toMatchObject({ suspendedMs: clock.now(), mayEnter: false, summary: { devices: 1 } });
    for (const client of [owner, visitor]) await expect(client.call('summary', {})).rejects.toEqual(refusedWith(401, 'unauthorized'));
    expect(await post()).toMatchObject({ status: 403, body: { error: 'security/Forbidden', message: 'The tenant is suspended' } });
    expect((await site.as('rantala/owner:wrong').get('/inventory/managedObjects')).status).toBe(401);
    await expect(signedIn('rantala/owner')).rejects.toEqual(refusedWith(403, 'forbidden'));
    await expect(signedIn('rantala/owner', 'wrong')).rejects.toEqual(refusedWith(401, 'unauthorized'));
    await expect(admin.call('enterSite', { tenant: 'rantala' })).rejects.toEqual(refusedWith(409, 'conflict'));
  });

  test('it is so after a restart too, and resumed nothing is lost', async () => {
    site = await site.restart();
    admin = await signedIn('admin', adminPassword);
    expect((await post()).status).toBe(403);
    expect(await admin.call('resumeSite', { tenant: 'rantala' })).toMatchObject({ suspendedMs: null, summary: { devices: 1 } });
    expect((await post()).status).toBe(201);
    owner = await signedIn('rantala/owner');
    expect((await owner.call('devices', {})).devices).toMatchObject([{ name: 'Well' }]);
    expect(await audited(owner)).toEqual(expect.arrayContaining(['main/admin: Tenant created', 'main/admin: Tenant suspended', 'main/admin: Tenant resumed']));
  });

  test('the first site cannot be, and one that is not there is not found', async () => {
    await expect(admin.call('suspendSite', { tenant: 'main' })).rejects.toEqual(refusedWith(409, 'conflict'));
    await expect(admin.call('suspendSite', { tenant: 'nowhere' })).rejects.toEqual(refusedWith(404, 'not-found'));
  });
});

describe('going into another site', () => {
  beforeAll(() => found('harju', null));

  test('gives the session a new id, voids the old one and stands in the site\'s log', async () => {
    const client = await signedIn('admin', adminPassword);
    const before = client.cookie;
    const { session } = await client.call('enterSite', { tenant: 'harju' });
    expect(session).toMatchObject({ tenant: 'harju', home: 'main', userName: 'main/admin', visit: { as: 'platform', untilMs: null } });
    const old = new ConsoleClient(client.url);
    old.cookie = before;
    await expect(old.call('summary', {})).rejects.toEqual(refusedWith(401, 'unauthorized'));
    await client.call('addPerson', { userName: 'owner', role: 'admin', password });
    await client.call('addDevice', { name: 'Cold room', groupId: null });
    expect(await audited(client)).toEqual(
      expect.arrayContaining(['main/admin: Site entered', 'main/admin: User created', 'main/admin: Visitor acted', 'main/admin: Tenant created']),
    );
    await client.call('enterSite', { tenant: null });
    expect(await client.call('state', {})).toMatchObject({ session: { tenant: 'main', visit: null, userName: 'admin' } });
    const owner = await signedIn('harju/owner');
    expect(await audited(owner)).toContain('main/admin: Site left');
    expect((await owner.call('people', {})).people.map(({ userName }) => userName)).toEqual(['owner']);
  });

  test('makes neither the session nor the given password last longer', async () => {
    const client = await signedIn('admin', adminPassword);
    const before = (await client.call('state', {})).session;
    clock.advance(10 * 60_000);
    const { session } = await client.call('enterSite', { tenant: 'harju' });
    expect(session).toMatchObject({ absoluteEndMs: before?.absoluteEndMs, stepUpEndsMs: before?.stepUpEndsMs });
  });

  test('a page that shows the former site changes nothing in this one', async () => {
    const client = await signedIn('admin', adminPassword);
    await client.call('enterSite', { tenant: 'harju' });
    const stale = await client.try('addGroup', { name: 'Meant for main' }, { [shownTenantHeader]: 'main' });
    expect(stale).toEqual(refusedWith(401, 'unauthorized'));
    expect((await client.call('groups', {})).groups).toEqual([]);
    expect((await client.try('groups', {}, { [shownTenantHeader]: 'harju' })).status).toBe(200);
  });

  test('is nobody\'s who only belongs to a site', async () => {
    const owner = await signedIn('harju/owner');
    for (const tenant of ['main', 'koivula', 'nowhere']) {
      await expect(owner.call('enterSite', { tenant })).rejects.toEqual(refusedWith(404, 'not-found'));
    }
  });

  test('one\'s own password is changed at home, wherever one is', async () => {
    await admin.call('addPerson', { userName: 'second', role: 'support', password });
    const owner = await signedIn('harju/owner');
    await owner.call('grantSupport', { hours: 1, scope: { command: true, people: false } });
    const second = await signedIn('second');
    await second.call('enterSite', { tenant: 'harju' });
    const next = 'another bicycle in the rain';
    expect(await second.call('changeOwnPassword', { current: password, next })).toMatchObject({ session: { tenant: 'main', visit: null } });
    await signedIn('second', next);
    await owner.call('endSupport', {});
  });
});

describe('sessions of a person', () => {
  test('are listed with where they are, and one of them is ended', async () => {
    await admin.call('addPerson', { userName: 'roaming', role: 'technician', password });
    const [here, there] = [await signedIn('roaming'), await signedIn('roaming')];
    const { sessions } = await admin.call('personSessions', { userName: 'ROAMING' });
    expect(sessions).toMatchObject([{ visiting: null, address: '127.0.0.1' }, { begunMs: expect.any(Number) }]);
    await admin.call('endSession', { userName: 'roaming', session: sessions[0]?.session ?? '' });
    const alive = await Promise.all([here, there].map(async (client) => (await client.try('summary', {})).status));
    expect(alive.toSorted()).toEqual([200, 401]);
    const again = { userName: 'roaming', session: sessions[0]?.session ?? '' };
    expect(await admin.try('endSession', again)).toEqual(refusedWith(404, 'not-found'));
  });

  test('who looks after the installation is not changed by who looks after one site', async () => {
    await admin.call('addPerson', { userName: 'owner-of-main', role: 'admin', password });
    const local = await signedIn('owner-of-main');
    const next = 'another bicycle in the rain';
    await expect(local.call('updatePerson', { userName: 'admin', password: next })).rejects.toEqual(refusedWith(403, 'forbidden'));
    await admin.call('addPerson', { userName: 'tuki-2', role: 'support', password });
    await expect(local.call('updatePerson', { userName: 'tuki-2', password: next })).rejects.toEqual(refusedWith(403, 'forbidden'));
    await signedIn('admin', adminPassword);
  });
});

describe('support', () => {
  let support: ConsoleClient;
  let owner: ConsoleClient;

  beforeAll(async () => {
    await found('saarela');
    await admin.call('addPerson', { userName: 'tuki', role: 'support', password });
    support = await signedIn('tuki');
    owner = await signedIn('saarela/owner');
  });

  test('is given in the first site only, and by whom looks after the installation', async () => {
    const draft = { userName: 'x', role: 'support', password } as const;
    await expect(owner.call('addPerson', draft)).rejects.toEqual(refusedWith(403, 'forbidden'));
    await admin.call('addPerson', { userName: 'local', role: 'admin', password: 'a bicycle in the rain' });
    await expect((await signedIn('local')).call('addPerson', draft)).rejects.toEqual(refusedWith(403, 'forbidden'));
  });

  test('sees how sites are doing and nothing inside any, not even the first', async () => {
    expect(await support.call('state', {})).toMatchObject({ session: { tenant: 'main', permissions: ['sites:read'] }, site: null });
    expect(await listed('saarela', support)).toMatchObject({ mayEnter: false, worst: null, support: { state: 'not-asked' } });
    for (const name of ['summary', 'devices', 'openAlarms', 'people', 'auditRecords'] as const) {
      expect(await support.try(name, {})).toEqual(refusedWith(403, 'forbidden'));
    }
    await expect(support.call('addSite', { tenant: 'own', name: 'x', timeZone: 'UTC', administrator: null })).rejects.toEqual(refusedWith(403, 'forbidden'));
    await expect(support.call('enterSite', { tenant: 'saarela' })).rejects.toEqual(refusedWith(403, 'forbidden'));
  });

  test('asks, is let in for a time with what was granted, and everything stands in the site\'s log', async () => {
    expect(await support.call('askForAccess', { tenant: 'saarela', reason: 'The gateway is silent' })).toMatchObject({ support: { state: 'asked', by: 'main/tuki' } });
    await owner.call('grantSupport', { hours: 2, scope: { command: true, people: false } });
    const { session } = await support.call('enterSite', { tenant: 'saarela' });
    expect(session).toMatchObject({ visit: { as: 'support', untilMs: clock.now() + 2 * hour }, userName: 'main/tuki' });
    expect(session.permissions.toSorted()).toEqual(['alarms:write', 'devices:write', 'maintenance:write', 'site:read', 'sites:read']);
    await support.call('addGroup', { name: 'Found by support' });
    expect(await support.try('people', {})).toEqual(refusedWith(403, 'forbidden'));
    expect(await owner.call('supportAccess', {})).toMatchObject({ inNow: ['main/tuki'], access: { state: 'granted' } });
    const log = await audited(owner);
    expect(log).toEqual(expect.arrayContaining(['main/tuki: Support access asked for', 'owner: Support access granted', 'main/tuki: Site entered', 'main/tuki: Visitor acted']));
  });

  test('is out again by itself when the time is over, and stays signed in', async () => {
    for (let minute = 0; minute < 120; minute += 20) {
      clock.advance(20 * 60_000);
      for (const client of [support, owner, admin]) await client.try('activity', {});
    }
    clock.advance(1_000);
    await vi.waitFor(async () => expect(await support.call('state', {})).toMatchObject({ session: { tenant: 'main' }, site: null }));
    expect(await listed('saarela', support)).toMatchObject({ mayEnter: false, support: { state: 'not-asked' } });
    expect(await owner.call('supportAccess', {})).toMatchObject({ inNow: [], access: { state: 'not-asked' } });
  });

  test('is refused, or put out at once, by the site', async () => {
    await support.call('askForAccess', { tenant: 'saarela', reason: 'Again' });
    await owner.call('endSupport', {});
    expect(await listed('saarela', support)).toMatchObject({ support: { state: 'refused' } });
    await owner.call('grantSupport', { hours: null, scope: { command: false, people: true } });
    await support.call('enterSite', { tenant: 'saarela' });
    expect((await support.call('people', {})).people).toHaveLength(1);
    expect(await support.try('addGroup', { name: 'x' })).toEqual(refusedWith(403, 'forbidden'));
    await owner.call('endSupport', {});
    expect(await support.try('summary', {})).toEqual(refusedWith(403, 'forbidden'));
    expect(await support.call('state', {})).toMatchObject({ session: { tenant: 'main' } });
  });

  test('leaves nothing of their own where they were when they are removed', async () => {
    const filters = async () => {
      await owner.call('grantSupport', { hours: 1, scope: { command: true, people: false } });
      await support.call('enterSite', { tenant: 'saarela' });
      return (await support.call('deviceFilters', {})).filters;
    };
    expect(await filters()).toEqual([]);
    await support.call('saveDeviceFilter', { name: 'Mine', query: 'q=cold' });
    expect(await filters()).toHaveLength(1);
    expect((await site.admin.delete('/user/main/users/tuki')).status).toBe(204);
    admin = await signedIn('admin', adminPassword);
    await admin.call('addPerson', { userName: 'tuki', role: 'support', password });
    support = await signedIn('tuki');
    expect(await filters()).toEqual([]);
  });
});

describe('founding that breaks off', () => {
  const folder = (name: string) => join(site.dataDir, 'tenants', name);

  test('before the directory knows of it leaves nothing', async () => {
    mkdirSync(folder('half.new'));
    site = await site.restart();
    admin = await signedIn('admin', adminPassword);
    expect(existsSync(folder('half.new'))).toBe(false);
    expect(await listed('half')).toBeUndefined();
    await found('half');
  });

  test('after that is finished at the next start', async () => {
    await site.platform.close();
    renameSync(folder('half'), folder('half.new'));
    site = await site.restart();
    admin = await signedIn('admin', adminPassword);
    expect(existsSync(folder('half'))).toBe(true);
    await signedIn('half/owner');
  });

  test('does not take a folder that is there for free', async () => {
    mkdirSync(folder('former'));
    await expect(found('former')).rejects.toEqual(refusedWith(409, 'conflict'));
    rmSync(folder('former'), { recursive: true });
  });
});
