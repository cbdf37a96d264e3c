/** Who gets what from the console's API, on a real platform. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { consoleApi, type ConsoleCall } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { roles, type Role } from '#contract/tenants.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

// The strength of a hash is tested where hashes are made; here there are a hundred of them.
vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const second = 1_000;
const minute = 60 * second;
const password = 'a bicycle in the rain';
const calls = Object.entries(consoleApi) as [ConsoleCall, Endpoint][];
const refusedWith = (status: number, code: string) => expect.objectContaining({ status, body: expect.objectContaining({ code }) });

describe('first run', () => {
  const claim = { userName: 'Maija', password, siteName: 'Kylmävarasto', timeZone: 'Europe/Helsinki' };
  let test1: TestPlatform;
  let client: ConsoleClient;
  let token: string;

  beforeAll(async () => {
    test1 = await startTestPlatform({ unclaimed: true });
    client = new ConsoleClient(test1.platform.urls.console);
    token = new URL(test1.platform.urls.open).hash.replace('#setup=', '');
  });
  afterAll(() => test1.end());

  test('the link carries the token behind the #, and a file only its owner can read holds it', () => {
    const path = join(test1.dataDir, 'setup-token');
    expect(readFileSync(path, 'utf8').trim()).toBe(token);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('before the claim nobody is let in', async () => {
    expect(await client.call('state', {})).toMatchObject({ claimed: false, session: null, site: null });
    await expect(client.signIn('admin', adminPassword)).rejects.toEqual(refusedWith(401, 'unauthorized'));
    const wrong = { ...claim, setupToken: 'x'.repeat(43) };
    await expect(client.call('setup', wrong)).rejects.toEqual(refusedWith(403, 'forbidden'));
  });

  test('a weak password is refused by field and costs nothing', async () => {
    const weak = client.call('setup', { ...claim, setupToken: token, password: 'short and weak' });
    await expect(weak).rejects.toMatchObject({ status: 422, body: { fields: { password: 'too-short' } } });
  });

  test('the token makes one administrator, even when two come at once', async () => {
    const other = new ConsoleClient(client.url);
    const both = await Promise.allSettled([
      client.call('setup', { ...claim, setupToken: token }),
      other.call('setup', { ...claim, userName: 'Matti', setupToken: token }),
    ]);
    expect(both.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
    const state = await client.call('state', {});
    expect(state).toMatchObject({
      claimed: true,
      session: { userName: 'Maija', role: 'admin', tenant: 'main' },
      site: { name: 'Kylmävarasto', timeZone: 'Europe/Helsinki' },
    });
    expect((await client.call('people', {})).people).toMatchObject([{ userName: 'Maija', platformAdministrator: true, sessions: 1 }]);
  });

  test('afterwards token and file are gone, also after a restart', async () => {
    await expect(client.call('setup', { ...claim, setupToken: token })).rejects.toEqual(refusedWith(409, 'conflict'));
    expect(existsSync(join(test1.dataDir, 'setup-token'))).toBe(false);
    test1 = await test1.restart();
    expect(test1.platform.urls.open).toBe(test1.platform.urls.console);
    expect(existsSync(join(test1.dataDir, 'setup-token'))).toBe(false);
  });
});

describe('signed in', () => {
  let clock: FakeClock;
  let platform: TestPlatform;
  const clients = new Map<Role, ConsoleClient>();
  const as = (role: Role) => clients.get(role) ?? new ConsoleClient(platform.platform.urls.console);

  beforeAll(async () => {
    clock = new FakeClock();
    platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
    const admin = new ConsoleClient(platform.platform.urls.console);
    await admin.signIn('admin', adminPassword);
    clients.set('admin', admin);
    for (const role of roles.filter((other) => other !== 'admin')) {
      await admin.call('addPerson', { userName: role, role, password });
      const client = new ConsoleClient(admin.url);
      await client.signIn(role, password);
      clients.set(role, client);
    }
  });
  afterAll(() => platform.end());

  test('the cookie is for this host, for no script and for no other site', async () => {
    const client = new ConsoleClient(as('admin').url);
    const answer = await client.try('login', { userName: 'main/Viewer', password });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43};/);
    expect(cookie?.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect(answer.body).toMatchObject({ session: { userName: 'viewer', role: 'viewer', permissions: ['site:read'] } });
    await client.call('logout', {});
  });

  const closed = calls.filter(([, endpoint]) => endpoint.access !== 'public');

  test.each(closed)('%s wants a session', async (name) => {
    const client = new ConsoleClient(as('admin').url);
    const inputs = { id: '1', userName: 'x', ids: '1', tenant: 'x' };
    expect(await client.try(name, inputs)).toEqual(refusedWith(401, 'unauthorized'));
    client.cookie = '__Host-sid=made-up';
    expect(await client.try(name, inputs)).toEqual(refusedWith(401, 'unauthorized'));
  });

  const changing = calls.filter(([, endpoint]) => endpoint.method !== 'GET');

  test.each(changing)('%s wants the console\'s own origin', async (name) => {
    for (const origin of [undefined, 'null', 'http://127.0.0.1:1', platform.platform.urls.device]) {
      expect(await as('admin').try(name, { id: '1', userName: 'x', tenant: 'x' }, { origin })).toEqual(refusedWith(403, 'forbidden'));
    }
  });

  const posting = calls.filter(([, endpoint]) => endpoint.method === 'POST' || endpoint.method === 'PUT');

  test.each(posting)('%s reads nothing but JSON', async (name) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await as('admin').try(name, { id: '1', userName: 'x', tenant: 'x' }, { 'content-type': type });
      expect(answer).toEqual(refusedWith(415, 'unsupported-media-type'));
    }
  });

  test('wrong name and wrong password get the same answer', async () => {
    const client = new ConsoleClient(as('admin').url);
    const [unknown, wrong] = [
      await client.try('login', { userName: 'nobody', password: 'x' }),
      await client.try('login', { userName: 'viewer', password: 'x' }),
    ];
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect(unknown).toEqual(refusedWith(401, 'unauthorized'));
  });

  test('administration wants the password again after a quarter of an hour', async () => {
    const admin = as('admin');
    clock.advance(15 * minute);
    const draft = { userName: 'second', role: 'admin', password: 'another bicycle in the rain' } as const;
    await expect(admin.call('addPerson', draft)).rejects.toEqual(refusedWith(403, 'step-up-required'));
    await expect(admin.call('stepUp', { password: 'wrong' })).rejects.toMatchObject({ status: 422, body: { fields: { password: 'wrong' } } });
    await admin.call('stepUp', { password: adminPassword });
    expect(await admin.call('addPerson', draft)).toMatchObject({ userName: 'second', role: 'admin', disabled: false });
    await expect(admin.call('addPerson', draft)).rejects.toEqual(refusedWith(409, 'conflict'));
  });

  test('another role, password or disabling ends the person\'s sessions with the answer', async () => {
    const admin = as('admin');
    await admin.call('addPerson', { userName: 'temp', role: 'viewer', password });
    const changes = [{ role: 'operator' }, { password: 'a boat in the snow' }, { disabled: true }] as const;
    let current: string = password;
    for (const change of changes) {
      const client = new ConsoleClient(admin.url);
      await client.signIn('temp', current);
      await admin.call('updatePerson', { userName: 'TEMP', ...change });
      await expect(client.call('summary', {})).rejects.toEqual(refusedWith(401, 'unauthorized'));
      if ('password' in change) current = change.password;
    }
    await expect(new ConsoleClient(admin.url).signIn('temp', current)).rejects.toEqual(refusedWith(401, 'unauthorized'));
  });

  test('one\'s own password changes with the old one, and the other sessions end', async () => {
    const [here, there] = [new ConsoleClient(as('admin').url), new ConsoleClient(as('admin').url)];
    await here.signIn('operator', password);
    await there.signIn('operator', password);
    const next = 'a sledge on the ice';
    await expect(here.call('changeOwnPassword', { current: 'no', next })).rejects.toMatchObject({ body: { fields: { current: 'wrong' } } });
    await expect(here.call('changeOwnPassword', { current: password, next: 'password' })).rejects.toMatchObject({
      body: { fields: { next: 'common' } },
    });
    const before = here.cookie;
    await here.call('changeOwnPassword', { current: password, next });
    expect(here.cookie).not.toBe(before);
    await here.call('summary', {});
    await expect(there.call('summary', {})).rejects.toEqual(refusedWith(401, 'unauthorized'));
  });

  test('the last administrator can be neither disabled nor made less', async () => {
    const admin = as('admin');
    await admin.call('updatePerson', { userName: 'second', disabled: true });
    await expect(admin.call('updatePerson', { userName: 'admin', disabled: true })).rejects.toEqual(refusedWith(409, 'conflict'));
    await expect(admin.call('updatePerson', { userName: 'admin', role: 'viewer' })).rejects.toEqual(refusedWith(409, 'conflict'));
  });

  test('people and what was changed of them stand in the audit records, passwords do not', async () => {
    const text = readFileSync(join(platform.dataDir, 'tenants', 'main', 'tenant.db')).toString('latin1');
    const wal = readFileSync(join(platform.dataDir, 'tenants', 'main', 'tenant.db-wal')).toString('latin1');
    expect(text + wal).toContain('User created: second');
    for (const secret of [password, adminPassword, 'a boat in the snow']) expect(text + wal).not.toContain(secret);
  });

  test('after ten wrong passwords the right one is refused too, and the answer says how long', async () => {
    const client = new ConsoleClient(as('admin').url);
    for (let count = 0; count < 10; count += 1) await client.try('login', { userName: 'technician', password: `guess ${count}` });
    const answer = await client.try('login', { userName: 'technician', password });
    expect(answer).toEqual(refusedWith(429, 'too-many-requests'));
    expect(Number(answer.headers.get('retry-after'))).toBe(30);
    await as('technician').call('summary', {});
  });

  test('reading keeps no session alive, activity does, and twelve hours end it', async () => {
    const client = new ConsoleClient(as('admin').url);
    await client.signIn('viewer', password);
    clock.advance(29 * minute);
    await client.call('summary', {});
    clock.advance(59 * second);
    await client.call('activity', {});
    clock.advance(29 * minute + 59 * second);
    await client.call('summary', {});
    clock.advance(2 * second);
    await expect(client.call('summary', {})).rejects.toEqual(refusedWith(401, 'unauthorized'));
    expect(await client.call('state', {})).toMatchObject({ session: null });
  });
});
