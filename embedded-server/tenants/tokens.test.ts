/** Tokens on the wire: who may make them, what they may do, when they end. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { tokenPermissions, type TokenPermission } from '#contract/tokens.ts';

import { addToken, addUser, personPassword, signedInAdmin } from '../testing/credentials.ts';
import { ConsoleClient } from '../testing/console-client.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../testing/test-platform.ts';
import type { WireClient } from '../testing/wire-client.ts';

const objects = '/inventory/managedObjects';
const json = { accept: 'application/json' };

let clock: FakeClock;
let platform: TestPlatform;
let console: ConsoleClient;

beforeAll(async () => {
  clock = new FakeClock();
  platform = await startTestPlatform({ clock });
});
afterAll(() => platform.end());
beforeEach(async () => {
  clock.advance(60_000);
  console = await signedInAdmin(platform);
});

async function statusOf(client: WireClient, path = objects): Promise<number> {
  return (await client.get(path)).status;
}

/** The same token as the password of basic auth. */
function asPassword(userName: string, secret: string): WireClient {
  return platform.as(`main/${userName}:${secret}`);
}

test('is shown once, works as Bearer and as password, and is stored as nothing that opens', async () => {
  const { client, secret, userName } = await addToken(platform, { name: 'reader' }, console);
  expect(secret).toMatch(/^valvomo\.main\.[\w-]{43}$/);
  expect(userName).toBe('service_reader');
  expect(await statusOf(client)).toBe(200);
  expect(await statusOf(asPassword(userName, secret))).toBe(200);
  const listed = await console.call('tokens', {});
  expect(JSON.stringify(listed)).not.toContain(secret.split('.')[2]);
  expect(listed.tokens[0]).toMatchObject({ name: 'reader', state: 'live', createdBy: 'admin', objects: null, usedMs: clock.now(), usedAddress: '127.0.0.1' });
});

test.each([
  ['another user name', (secret: string) => asPassword('service_other', secret)],
  ['a person as user', (secret: string) => asPassword('admin', secret)],
  ['another tenant', (secret: string) => platform.as(`other/service_token:${secret}`)],
  ['a letter too many', (secret: string) => asPassword('service_token', `${secret}x`)],
  ['nothing after the tenant', () => asPassword('service_token', 'valvomo.main.')],
])('with %s is the same 401', async (_, client) => {
  const { secret } = await addToken(platform, {}, console);
  const answer = await client(secret).get(objects);
  expect([answer.status, answer.body]).toEqual([401, expect.objectContaining({ error: 'security/Unauthorized', message: 'Invalid credentials! : Bad credentials' })]);
});

test('ends with its revocation, from the very next request, and comes back when that is taken back in time', async () => {
  const { client, id, userName, secret } = await addToken(platform, { name: 'fleeting' }, console);
  expect(await statusOf(client)).toBe(200);
  expect(await console.call('revokeToken', { id })).toMatchObject({ state: 'revoked', revokedMs: clock.now() });
  expect(await statusOf(client)).toBe(401);
  expect(await statusOf(asPassword(userName, secret))).toBe(401);
  await console.call('restoreToken', { id });
  expect(await statusOf(client)).toBe(200);
  await console.call('revokeToken', { id });
  clock.advance(10 * 60_000 + 1);
  expect((await console.try('restoreToken', { id })).status).toBe(409);
  await addToken(platform, { name: 'fleeting' }, console);
  expect(await statusOf(client)).toBe(401);
});

test('ends at its own time', async () => {
  const { client } = await addToken(platform, { name: 'till-one', expiresMs: clock.now() + 3_600_000 }, console);
  clock.advance(3_599_999);
  expect(await statusOf(client)).toBe(200);
  clock.advance(1);
  expect(await statusOf(client)).toBe(401);
  console = await signedInAdmin(platform);
  expect((await console.call('tokens', {})).tokens[0]).toMatchObject({ state: 'expired' });
});

test('has its own rate', async () => {
  const { client } = await addToken(platform, { ratePerSecond: 1 }, console);
  const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(client)));
  expect(statuses.filter((status) => status === 200)).toHaveLength(4);
  expect(statuses.filter((status) => status === 429)).toHaveLength(6);
  clock.advance(1_000);
  expect(await statusOf(client)).toBe(200);
});

test('is the business of administrators, is told in the audit, and what it does stands under its name', async () => {
  await addUser(platform, 'tekniikka', 'technician', console);
  const technician = new ConsoleClient(platform.platform.urls.console);
  await technician.signIn('tekniikka', personPassword);
  expect((await technician.try('tokens', {})).status).toBe(403);
  const { client } = await addToken(platform, { name: 'alerta', permissions: ['alarms:read', 'alarms:write', 'inventory:write'] }, console);
  const { id } = (await client.post(objects, { name: 'x', c8y_IsDevice: {} }, json)).body as { id: string };
  expect((await platform.admin.get(`${objects}/${id}`)).body).toMatchObject({ owner: 'service_alerta' });
  const alarm = await client.post('/alarm/alarms', { source: { id }, type: 't', text: 'x', severity: 'MAJOR', time: '2026-11-20T10:00:00Z' }, json);
  expect(alarm.status).toBe(201);
});

test.each([
  [{ name: 'a b' }, 422],
  [{ permissions: [] }, 422],
  [{ permissions: ['everything'] }, 422],
  [{ objectIds: ['999999'] }, 422],
  [{ objectIds: [] }, 422],
  [{ expiresMs: 1 }, 422],
  [{ name: 'reader' }, 409],
])('%j is refused', async (change, status) => {
  const wide = { name: 'n', permissions: ['inventory:read'], objectIds: null, expiresMs: null, ratePerSecond: null };
  expect((await console.try('addToken', { ...wide, ...change })).status).toBe(status);
});

test('nobody gets in with one while applications are off', async () => {
  const closed = await startTestPlatform({ sets: ['deviceListener.applications=false'] });
  try {
    const { client } = await addToken(closed);
    const answer = await client.get(objects);
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ error: 'security/Forbidden' })]);
    const nobody = closed.as('main/nobody:nothing');
    expect((await nobody.get('/tenant/loginOptions')).status).toBe(403);
    expect((await nobody.get('/devicecontrol/bulkoperations')).status).toBe(403);
    expect((await nobody.get(objects)).status).toBe(401);
  } finally {
    await closed.end();
  }
});

/** What each permission opens, by one call that shows it. */
const opened: Record<string, TokenPermission> = {
  [objects]: 'inventory:read',
  '/identity/externalIds/a/b': 'inventory:read',
  '/measurement/measurements': 'measurements:read',
  '/event/events': 'events:read',
  '/alarm/alarms': 'alarms:read',
  '/devicecontrol/operations': 'operations:read',
};

describe('whatever it is given', () => {
  test('a token opens that and nothing else', async () => {
    const subsets = fc.subarray([...tokenPermissions], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(subsets, async (permissions) => {
        clock.advance(30_000);
        const { client } = await addToken(platform, { permissions }, console);
        for (const [path, needed] of Object.entries(opened)) {
          expect((await statusOf(client, path)) !== 403, `${permissions.join()} ${path}`).toBe(permissions.includes(needed));
        }
        expect(await statusOf(client, '/tenant/currentTenant')).toBe(200);
      }),
      { numRuns: 15 },
    );
  });

  test('a token that is confined sees its devices, what is below them, what it made, and nothing else', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await addDevice(platform, `d${index}`));
    const [group] = ids;
    // 0 ← 1 ← 2, 0 ← 3, 4 ← 5, 6, 7
    const links: [number, number, string][] = [
      [0, 1, 'childAssets'],
      [1, 2, 'childDevices'],
      [0, 3, 'childAdditions'],
      [4, 5, 'childDevices'],
    ];
    for (const [parent, child, kind] of links) await platform.admin.post(`${objects}/${ids[parent]}/${kind}`, { managedObject: { id: ids[child] } });
    const below: Record<number, number[]> = { 0: [0, 1, 2, 3], 1: [1, 2], 4: [4, 5] };
    await fc.assert(
      fc.asyncProperty(fc.subarray(ids.map((_, index) => index), { minLength: 1, maxLength: 3 }), async (roots) => {
        clock.advance(30_000);
        const { client } = await addToken(platform, { permissions: [...tokenPermissions], objectIds: roots.map((index) => ids[index] ?? '') }, console);
        const own = new Set(roots.flatMap((root) => below[root] ?? [root]));
        const { body } = await client.get(`${objects}?pageSize=2000`);
        const listed = (body as { managedObjects: { id: string }[] }).managedObjects.map(({ id }) => id);
        expect(listed.sort()).toEqual([...own].map((index) => ids[index]).sort());
        for (const [index, id] of ids.entries()) expect(await statusOf(client, `${objects}/${id}`)).toBe(own.has(index) ? 200 : 404);
        const taken = await client.post(`${objects}/${ids[roots[0] ?? 0]}/childDevices`, { managedObject: { id: ids.find((_, index) => !own.has(index)) } });
        expect(taken.status).toBe(404);
        expect(await statusOf(client, '/devicecontrol/bulkoperations')).toBe(403);
      }),
      { numRuns: 12 },
    );
    expect(group).toBeDefined();
  });
});
