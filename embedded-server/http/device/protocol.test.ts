/** The traps of the protocol, over every route of the table: what clients of all ages rely on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestPlatform, addDevice, type TestPlatform } from '../../testing/test-platform.ts';
import type { WireAnswer } from '../../testing/wire-client.ts';
import { allDeviceRoutes } from './routes.ts';
import type { DeviceRoute } from './route.ts';

let platform: TestPlatform;
let device: string;
let group: string;
let serial = 0;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await addDevice(platform);
  const made = await platform.admin.post('/inventory/managedObjects', { c8y_IsDeviceGroup: {} }, { accept: 'application/json' });
  group = (made.body as { id: string }).id;
});
afterAll(() => platform.end());

const time = '2026-11-20T10:00:00Z';

/** A body that creates something new, by the path that takes it. */
function creations(): Record<string, Record<string, unknown>> {
  serial += 1;
  const source = { id: device };
  return {
    '/inventory/managedObjects': { name: 'x' },
    '/inventory/managedObjects/:id/childDevices': { name: 'x' },
    '/inventory/managedObjects/:id/childAssets': { name: 'x' },
    '/inventory/managedObjects/:id/childAdditions': { managedObject: { id: Number(device) } },
    '/identity/globalIds/:globalId/externalIds': { type: 'c8y_Serial', externalId: `s ${serial}` },
    '/measurement/measurements': { source: { id: Number(device) }, type: 't', time, f: { s: { value: 1 } } },
    '/event/events': { source, type: 't', text: 'x', time },
    '/alarm/alarms': { source, type: `t${serial}`, text: 'x', severity: 'MAJOR', time },
    '/devicecontrol/operations': { deviceId: Number(device), c8y_Restart: {} },
    '/devicecontrol/bulkoperations': { groupId: group, startDate: '2099-01-01T00:00:00Z', creationRamp: 1, operationPrototype: { c8y_Restart: {} } },
    '/devicecontrol/newDeviceRequests': { id: `serial-${serial}` },
    '/audit/auditRecords': { type: 'a', activity: 'b', text: 'c', time },
    '/retention/retentions': { dataType: 'EVENT', type: `t${serial}`, maximumAge: 30 },
    '/user/:tenant/users': { userName: `u${serial}`, password: 'seven green bicycles' },
    '/user/:tenant/groups/:id/users': { user: { id: 'helper' } },
  };
}

/** Paths that are posted to for something else than to create, each for its own reason. */
const notCreating = /^\/(notification|cep|devicecontrol\/(notifications|deviceCredentials|deviceAccessToken|newDeviceRequests\/acceptAll|bulkNewDeviceRequests)|tenant\/options|inventory\/binaries|event\/events\/:id\/binaries)/;

function address(path: string): string {
  const groups = path.startsWith('/user/');
  return path.replace(':tenant', 'main').replace(/:(id|globalId)/, groups ? '3' : group);
}

function creating(): DeviceRoute[] {
  return allDeviceRoutes.filter(({ method, path }) => method === 'POST' && !notCreating.test(path));
}

function isError({ body, headers }: WireAnswer): boolean {
  return /vnd\.com\.nsn\.cumulocity\.error\+json/.test(headers.get('content-type') ?? '') && typeof (body as { error?: unknown } | undefined)?.error === 'string';
}

describe('creating', () => {
  beforeAll(async () => {
    await platform.admin.post('/user/main/users', { userName: 'helper', password: 'seven green bicycles' });
  });

  test('every route that creates has an example here', () => {
    expect(creating().map(({ path }) => path).sort()).toEqual(Object.keys(creations()).sort());
  });

  test.each(creating().map(({ path }) => [path]))('POST %s: empty without Accept, whole with it, and always where it is', async (path) => {
    const bare = await platform.admin.post(address(path), creations()[path], { accept: '' });
    expect([bare.status, bare.body], JSON.stringify(bare.body)).toEqual([201, undefined]);
    const vendor = { 'content-type': 'Application/JSON;charset=UTF-8;', accept: 'application/vnd.com.nsn.cumulocity.Error+json;ver=0.9, application/json;' };
    const whole = await platform.admin.post(`${address(path)}/`, creations()[path], vendor);
    expect(whole.status, JSON.stringify(whole.body)).toBe(201);
    const { self } = whole.body as { self: string };
    for (const { headers } of [bare, whole]) expect(headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(whole.headers.get('content-type')).toMatch(/^application\/vnd\.com\.nsn\.cumulocity\.[a-z]+\+json;charset=UTF-8;ver=0\.9$/);
    expect(self).toMatch(/^http/);
  });
});

describe('every collection', () => {
  const lists = allDeviceRoutes.filter(({ method, path }) => method === 'GET' && creations()[path] !== undefined && !path.startsWith('/identity'));

  test.each(lists.map(({ path }) => [path]))('GET %s pages as the platform does', async (path) => {
    const ask = (query: string) => platform.admin.get(`${address(path)}?${query}`);
    const first = (await ask('pageSize=1&withTotalPages=true')).body as { self: string; next?: string; prev?: string; statistics: { currentPage: number; pageSize: number; totalPages: number } };
    expect(first.statistics).toMatchObject({ currentPage: 1, pageSize: 1, totalPages: expect.any(Number) });
    expect(first).not.toHaveProperty('prev');
    expect(first.self).toMatch(/pageSize=1&currentPage=1$/);
    if (first.next) expect(first.next).toMatch(/pageSize=1&currentPage=2$/);
    expect((await ask('pageSize=100000')).body).toMatchObject({ statistics: { pageSize: 2000 } });
    const beyond = await ask('currentPage=100000');
    const elements = Object.values(beyond.body as object).filter((value) => Array.isArray(value));
    expect([beyond.status, elements]).toEqual([200, [[]]]);
    for (const wrong of ['pageSize=0', 'pageSize=x', 'currentPage=-1', 'withTotalPages=maybe']) expect((await ask(wrong)).status, wrong).toBe(422);
    expect((await ask('')).body).toMatchObject({ statistics: { pageSize: 5 } });
    const head = await platform.admin.send('HEAD', address(path));
    expect([head.status, head.body]).toEqual([200, undefined]);
  });
});

const ordinary = allDeviceRoutes.filter(({ path }) => !/^\/(notification|cep|devicecontrol\/notifications)/.test(path));

test.each(ordinary.map(({ method, path }): [string, string] => [method, path]))('%s %s refuses in the form clients parse, and opens no login box', async (method, path) => {
  const url = platform.platform.urls.device + path.replace(/:\w+/g, '999999999');
  const stranger = await fetch(url, { method, headers: { usexbasic: 'true' } });
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get('www-authenticate')).toMatch(/^XBasic/);
  expect(((await stranger.json()) as { error: string }).error).toBe('security/Unauthorized');
  const usual = await fetch(url, { method });
  expect(usual.headers.get('www-authenticate')).toMatch(/^Basic/);
  if (method === 'GET' || method === 'DELETE' || /binaries|bulkNewDeviceRequests/.test(path)) return;
  const broken = await platform.admin.send(method, path.replace(':tenant', 'main').replace(/:\w+/g, '999999999'), '{"a":');
  expect([400, 403, 404], JSON.stringify(broken.body)).toContain(broken.status);
  expect(isError(broken)).toBe(true);
});

test('X-HTTP-METHOD makes another method of a POST', async () => {
  const path = `/inventory/managedObjects/${device}`;
  const changed = await platform.admin.post(path, { name: 'renamed', c8y_X: { a: 1 } }, { 'x-http-method': 'put', accept: 'application/json' });
  expect(changed).toMatchObject({ status: 200, body: { name: 'renamed', c8y_X: { a: 1 } } });
  const removed = await platform.admin.post(path, { c8y_X: null, id: 'ignored' }, { 'x-http-method': 'PUT', accept: 'application/json' });
  expect(removed.body).not.toHaveProperty('c8y_X');
});

test('a method that is not there is 405, an address that is not there 404, both in JSON', async () => {
  for (const [method, path, status] of [['PATCH', '/alarm/alarms', 405], ['PUT', '/measurement/measurements/1', 405], ['DELETE', '/audit/auditRecords/1', 405], ['GET', '/nowhere', 404]] as const) {
    const answer = await platform.admin.send(method, path, method === 'GET' || method === 'DELETE' ? undefined : {});
    expect([answer.status, isError(answer)], `${method} ${path}`).toEqual([status, true]);
  }
});

test('a device that measures once a minute keeps its connection', async () => {
  const posted = await platform.admin.post('/measurement/measurements', creations()['/measurement/measurements']);
  const read = await platform.admin.send('GET', '/tenant/currentTenant');
  expect([posted, read].map(({ headers }) => headers.get('keep-alive'))).toEqual(['timeout=75', 'timeout=75']);
});
