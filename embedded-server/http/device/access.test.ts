/** Every route × every kind of credential, by the very table the dispatcher runs: what is not declared is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { roles } from '#contract/tenants.ts';
import { tokenPermissions, type TokenPermission } from '#contract/tokens.ts';

import type { Caller } from '../../tenants/caller.ts';
import { addToken, addUser, signedInAdmin } from '../../testing/credentials.ts';
import { registerDevice, type RegisteredDevice } from '../../testing/registered-device.ts';
import { bootstrapPassword, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import { WireClient } from '../../testing/wire-client.ts';
import { mayCall, type Access } from './access.ts';
import { allDeviceRoutes, publicDeviceRoutes } from './routes.ts';
import type { DeviceRoute } from './route.ts';

let platform: TestPlatform;
let device: RegisteredDevice;
let credentials: { name: string; client: WireClient; caller: Caller }[];

const common = { tenant: 'main', userName: 'x' };

function tokenCaller(permissions: readonly TokenPermission[], objectIds: number[] | null): Caller {
  return { kind: 'token', ...common, tokenId: 1, permissions, objectIds, ratePerSecond: null };
}

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await registerDevice(platform, 'one');
  credentials = [
    { name: 'bootstrap', client: platform.as(`management/devicebootstrap:${bootstrapPassword}`), caller: { kind: 'bootstrap', ...common } },
    { name: 'device', client: device.client, caller: { kind: 'device', ...common, deviceId: Number(device.id) } },
  ];
  const console = await signedInAdmin(platform);
  for (const role of roles) {
    const client = await addUser(platform, `the-${role}`, role, console);
    credentials.push({ name: role, client, caller: { kind: 'user', ...common, role } });
  }
  for (const permission of tokenPermissions) {
    const token = await addToken(platform, { permissions: [permission] }, console);
    credentials.push({ name: `token ${permission}`, client: token.client, caller: tokenCaller([permission], null) });
  }
  const confined = await addToken(platform, { permissions: [...tokenPermissions], objectIds: [device.id] }, console);
  credentials.push({ name: 'confined token', client: confined.client, caller: tokenCaller(tokenPermissions, [Number(device.id)]) });
}, 60_000);
afterAll(() => platform.end());

const values: Record<string, string> = { tenant: 'main' };

/** The route's path with parameters that name nothing that is there. */
function address({ path }: DeviceRoute): string {
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '999999999');
}

function call(route: DeviceRoute, client: WireClient) {
  return client.send(route.method, address(route), route.method === 'GET' || route.method === 'DELETE' ? undefined : {}, { 'x-test': 'access' });
}

test.each(allDeviceRoutes.map((route): [string, DeviceRoute] => [`${route.method} ${route.path}`, route]))('%s', async (_, route) => {
  for (const { name, client, caller } of credentials) {
    const { status, body } = await call(route, client);
    if (mayCall(route.access, caller)) expect([401, 403], name).not.toContain(status);
    else expect([status, body], name).toEqual([403, expect.objectContaining({ error: 'security/Forbidden' })]);
  }
  const stranger = await call(route, new WireClient(platform.platform.urls.device, '', ''));
  expect([stranger.status, stranger.body]).toEqual([401, expect.objectContaining({ error: 'security/Unauthorized' })]);
});

describe('the declarations', () => {
  test('speak for every kind of credential, or do not compile', () => {
    // @ts-expect-error the token is not spoken for
    const incomplete: Access = { bootstrap: false, device: false, user: 'site:read' };
    expect(Object.keys(incomplete)).toHaveLength(3);
    // @ts-expect-error nobody is spoken for
    const undeclared: DeviceRoute = { method: 'GET', path: '/x', resource: 'x', handle: () => ({ status: 200 }) };
    expect(undeclared).not.toHaveProperty('access');
    for (const { method, path, access } of allDeviceRoutes) {
      expect(Object.keys(access).sort(), `${method} ${path}`).toEqual(['bootstrap', 'device', 'token', 'user']);
    }
  });

  test('let the bootstrap credential fetch credentials and nothing else', () => {
    const open = allDeviceRoutes.filter(({ access }) => access.bootstrap);
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /devicecontrol/deviceCredentials']);
    expect(publicDeviceRoutes.map(({ path }) => path)).toEqual(['/tenant/loginOptions', '/tenant/oauth', '/tenant/oauth/token']);
  });

  test('keep devices and confined tokens to what is about objects', () => {
    const about = /^\/(platform$|inventory|identity|measurement|event|alarm|devicecontrol(\/operations|\/notifications|\/deviceAccessToken|$)|notification|cep|audit$|user$|user\/currentUser|tenant$|tenant\/(currentTenant|system)|application\/currentApplication)/;
    for (const { method, path, access } of allDeviceRoutes) {
      if (access.device || access.token?.confined) expect(path, method).toMatch(about);
    }
  });

  test('ask for more than looking wherever something is changed', () => {
    for (const { method, path, access } of allDeviceRoutes) {
      if (method === 'GET') {
        if (access.token) expect(access.token.needs, path).toMatch(/^any$|:read$|^registration:write$/);
        continue;
      }
      if (/^\/(notification|cep|devicecontrol\/notifications|user\/currentUser)/.test(path)) continue;
      expect(access.user, `${method} ${path}`).not.toBe('site:read');
      if (access.token) expect(access.token.needs, `${method} ${path}`).toMatch(/:write$/);
    }
  });
});
