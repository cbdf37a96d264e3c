import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { openPlatformDatabase, type PlatformDatabase } from '../db/platform-database.ts';
import { openTenantDatabase, type TenantDatabase } from '../db/tenant-database.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { AccessTokens } from './access-tokens.ts';
import { authenticateDeviceRequest, type AuthenticationParts } from './authenticate.ts';
import { setBootstrapPassword } from './bootstrap-credential.ts';
import { bindDeviceCredential, newDeviceCredential } from './device-credentials.ts';
import { PasswordCheck } from './password-check.ts';
import { hashPassword } from './passwords.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { TokenUses } from './token-uses.ts';
import { addUser, changeUser } from './users.ts';

const cheap = { N: 1024, r: 8, p: 1 };
const folder = mkdtempSync(join(tmpdir(), 'valvomo-authenticate-'));
let platform: PlatformDatabase;
let main: TenantDatabase;
let clock: FakeClock;
let parts: AuthenticationParts;
let secret: string;

beforeAll(async () => {
  platform = openPlatformDatabase(folder);
  main = openTenantDatabase(join(folder, 'main'));
  const annasHash = await hashPassword('a bicycle in the rain', cheap);
  const bootstrapHash = await hashPassword('let devices in', cheap);
  await platform.write(() => setBootstrapPassword(bootstrapHash));
  await main.write(() => addUser('Anna', 'operator', annasHash, 1));
  secret = (await main.write(() => newDeviceCredential('device_1', null, 1))).secret;
});

beforeEach(() => {
  clock = new FakeClock();
  parts = {
    platform,
    clock,
    isSuspended: () => false,
    databaseOf: (tenant) => (tenant === 'main' ? main : undefined),
    passwords: new PasswordCheck(clock),
    throttle: new SignInThrottle(clock),
    tokenUses: new TokenUses(clock),
    accessTokens: new AccessTokens(clock),
  };
});

afterAll(async () => {
  await main.close();
  await platform.close();
  rmSync(folder, { recursive: true });
});

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

function authenticate(credential: string, { address = '10.0.0.1', applications = true } = {}) {
  return authenticateDeviceRequest(parts, { authorization: basic(credential), address, applications });
}

const refused = (code: string) => expect.objectContaining({ code });

test('a device signs in with or without its tenant, and speaks for its object once it is bound', async () => {
  const caller = { kind: 'device', tenant: 'main', userName: 'device_1', deviceId: null };
  expect(await authenticate(`device_1:${secret}`)).toEqual(caller);
  await main.write(function* () {
    yield { sql: "INSERT INTO managed_objects (id, owner, is_device, is_group, created_ms, updated_ms, fragments) VALUES (17, 'x', 1, 0, 1, 1, '{}')", parameters: [] };
    yield* bindDeviceCredential('device_1', 17);
  });
  expect(await authenticate(`main/device_1:${secret}`)).toEqual({ ...caller, deviceId: 17 });
});

test('a renewed secret ends the old one, and a deleted device its credential, at once', async () => {
  const renewed = await main.write(() => newDeviceCredential('device_2', 17, 1));
  await authenticate(`device_2:${renewed.secret}`);
  const again = await main.write(() => newDeviceCredential('device_2', 17, 2));
  await expect(authenticate(`device_2:${renewed.secret}`)).rejects.toEqual(refused('unauthorized'));
  await authenticate(`device_2:${again.secret}`);
  await main.write(function* () {
    yield { sql: 'DELETE FROM managed_objects WHERE id = 17', parameters: [] };
  });
  await expect(authenticate(`device_2:${again.secret}`)).rejects.toEqual(refused('unauthorized'));
});

test.each([
  ['nothing', undefined],
  ['another scheme', 'Bearer abc'],
  ['no base64', 'Basic %%%'],
  ['no colon', basic('device_1')],
  ['an empty name', basic(':x')],
  ['an unknown device', basic('device_9:x')],
  ['a wrong secret', basic('device_1:x')],
  ['an unknown tenant', basic('other/device_1:x')],
  ['an unknown person', basic('nobody:x')],
  ['a wrong password', basic('anna:x')],
  ['a wrong bootstrap password', basic('management/devicebootstrap:Fhdt1bb1f')],
  ['the bootstrap user of another tenant', basic('main/devicebootstrap:let devices in')],
])('%s is the same 401', async (_name, authorization) => {
  await expect(authenticateDeviceRequest(parts, { authorization, address: '10.0.0.1', applications: true })).rejects.toEqual(
    expect.objectContaining({ code: 'unauthorized', message: 'Invalid credentials! : Bad credentials' }),
  );
});

test('the bootstrap user is only that', async () => {
  expect(await authenticate('management/devicebootstrap:let devices in', { applications: false })).toEqual({
    kind: 'bootstrap',
    tenant: 'main',
    userName: 'devicebootstrap',
  });
});

test('a person is let in where applications are, and is told otherwise only with the right password', async () => {
  expect(await authenticate('anna:a bicycle in the rain')).toEqual({ kind: 'user', tenant: 'main', userName: 'Anna', role: 'operator' });
  await expect(authenticate('anna:a bicycle in the rain', { applications: false })).rejects.toEqual(refused('forbidden'));
  await expect(authenticate('anna:wrong', { applications: false })).rejects.toEqual(refused('unauthorized'));
});

test('after ten wrong passwords the right one is refused too, remembered or not, but not from elsewhere', async () => {
  await authenticate('anna:a bicycle in the rain');
  for (let count = 0; count < 10; count += 1) {
    await expect(authenticate(`anna:guess ${count}`)).rejects.toEqual(refused('unauthorized'));
  }
  await expect(authenticate('anna:a bicycle in the rain')).rejects.toEqual(refused('too-many-requests'));
  await authenticate('anna:a bicycle in the rain', { address: '10.0.0.2' });
});

test('many requests at once with the right password are one try', async () => {
  const callers = await Promise.all(Array.from({ length: 30 }, () => authenticate('anna:a bicycle in the rain')));
  expect(callers).toHaveLength(30);
});

test('a changed password, role or disabling counts from the next request on', async () => {
  await authenticate('anna:a bicycle in the rain');
  await main.write(() => addUser('boss', 'admin', 'none', 1));
  await main.write(() => changeUser('anna', { role: 'viewer' }));
  expect(await authenticate('anna:a bicycle in the rain')).toMatchObject({ role: 'viewer' });
  const next = await hashPassword('a boat on the lake', cheap);
  await main.write(() => changeUser('anna', { passwordHash: next }));
  await expect(authenticate('anna:a bicycle in the rain')).rejects.toEqual(refused('unauthorized'));
  await authenticate('anna:a boat on the lake');
  await main.write(() => changeUser('anna', { disabled: true }));
  await expect(authenticate('anna:a boat on the lake')).rejects.toEqual(refused('unauthorized'));
});
