import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { openPlatformDatabase, type PlatformDatabase } from '../db/platform-database.ts';
import type * as passwords from '../tenants/passwords.ts';
import { passwordMatches } from '../tenants/passwords.ts';
import { bootstrapPasswordHash } from '../tenants/bootstrap-credential.ts';
import { SetupToken } from '../tenants/setup-token.ts';
import { isClaimed, isPlatformAdministrator } from '../tenants/tenant-directory.ts';
import { findUser, listUsers, setOnlyUser } from '../tenants/users.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { claimInstallation, enterMainTenant, startUnattended, type Installation } from './first-run.ts';
import type { OpenTenant } from './open-tenant.ts';
import { closeTenant, openTenant } from './tenant-opening.ts';

// The strength of a hash is tested where hashes are made.
vi.mock('../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const adminPassword = 'a bicycle in the rain';
const claim = { userName: 'maija', password: adminPassword, site: { name: 'Kylmävarasto', timeZone: 'Europe/Helsinki' } };

let folder: string;
let platform: PlatformDatabase;
let main: OpenTenant;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-first-run-'));
  platform = openPlatformDatabase(folder);
  const clock = new FakeClock();
  await enterMainTenant(platform, clock);
  main = openTenant('main', join(folder, 'main'), clock, 'epoch');
});

afterEach(async () => {
  await closeTenant(main);
  await platform.close();
  rmSync(folder, { recursive: true });
});

function installation(): Installation {
  return { platform, main, token: new SetupToken(folder, isClaimed(platform)), bootstrapPassword: undefined };
}

const tokenOf = ({ token }: Installation) => token.value ?? '';

test('the environment makes the administrator once; a later start changes nobody', async () => {
  await startUnattended(platform, main, { adminPassword, bootstrapPassword: undefined });
  expect(isPlatformAdministrator(platform, 'main', 'admin')).toBe(true);
  const hash = findUser(main.database, 'admin')?.passwordHash ?? null;
  expect(await passwordMatches(adminPassword, hash)).toBe(true);
  await startUnattended(platform, main, { adminPassword: 'another bicycle in the rain', bootstrapPassword: undefined });
  expect(findUser(main.database, 'admin')?.passwordHash).toBe(hash);
  expect(new SetupToken(folder, isClaimed(platform)).value).toBeNull();
});

test('the bootstrap password is the one given last; the same one again is left alone', async () => {
  await startUnattended(platform, main, { adminPassword: undefined, bootstrapPassword: 'first of them' });
  const first = bootstrapPasswordHash(platform);
  await startUnattended(platform, main, { adminPassword: undefined, bootstrapPassword: 'first of them' });
  expect(bootstrapPasswordHash(platform)).toBe(first);
  await startUnattended(platform, main, { adminPassword: undefined, bootstrapPassword: 'second of them' });
  expect(await passwordMatches('second of them', bootstrapPasswordHash(platform))).toBe(true);
  expect(isClaimed(platform)).toBe(false);
});

test('without one a claim makes a random bootstrap password, another in every installation', async () => {
  const made = installation();
  const { userName, password } = await claimInstallation(made, tokenOf(made), claim);
  expect(userName).toBe('management/devicebootstrap');
  expect(Buffer.from(password, 'base64url')).toHaveLength(24);
  expect(await passwordMatches(password, bootstrapPasswordHash(platform))).toBe(true);
});

test('a claim that broke off half way is made anew, and leaves nobody behind', async () => {
  await main.database.write(() => setOnlyUser('stranger', 'admin', 'hash', 1));
  const made = installation();
  await claimInstallation(made, tokenOf(made), claim);
  expect(listUsers(main.database).map((user) => user.userName)).toEqual(['maija']);
});

test('a refused claim gives the token back, a claim uses it up', async () => {
  const made = installation();
  const token = tokenOf(made);
  await expect(claimInstallation(made, token, { ...claim, password: 'too short' })).rejects.toMatchObject({ code: 'invalid' });
  await claimInstallation(made, token, claim);
  await expect(claimInstallation(made, token, claim)).rejects.toMatchObject({ code: 'conflict' });
  expect(made.token.value).toBeNull();
});

test('a new start makes a new token while nobody has claimed', () => {
  const [first, second] = [new SetupToken(folder, false), new SetupToken(folder, false)];
  expect(first.value).not.toBe(second.value);
  expect(second.take(first.value ?? '')).toBe(false);
  expect(second.take(second.value ?? '')).toBe(true);
});
