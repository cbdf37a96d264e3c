/** A second person to look after the installation, through the console's API on a real platform. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const password = 'a bicycle in the rain';
let platform: TestPlatform;
let admin: ConsoleClient;

async function signedIn(userName: string, word = password): Promise<ConsoleClient> {
  const client = new ConsoleClient(platform.platform.urls.console);
  await client.signIn(userName, word);
  return client;
}

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  admin = await signedIn('admin', adminPassword);
  for (const [userName, role] of [['bertta', 'admin'], ['otto', 'operator']] as const) await admin.call('addPerson', { userName, role, password });
});
afterAll(() => platform.end());

const give = (client: ConsoleClient, userName: string, on: boolean) => client.try('setPlatformAdministrator', { userName, platformAdministrator: on });
const overseers = async () => (await admin.call('people', {})).people.filter(({ platformAdministrator }) => platformAdministrator).map(({ userName }) => userName);

test('the only one can neither give it up, be disabled nor lose the role', async () => {
  const last = { status: 409, body: { code: 'conflict', fields: { platformAdministrator: 'last' } } };
  expect(await give(admin, 'admin', false)).toMatchObject(last);
  expect(await admin.try('updatePerson', { userName: 'admin', disabled: true })).toMatchObject(last);
  expect(await admin.try('updatePerson', { userName: 'admin', role: 'viewer' })).toMatchObject(last);
  expect(await overseers()).toEqual(['admin']);
});

test('it is given to somebody who administers the first site, who then sees the sites and who else has it', async () => {
  const before = await signedIn('bertta');
  expect(await before.try('sites', {})).toMatchObject({ status: 403 });
  expect(await give(before, 'bertta', true)).toMatchObject({ status: 403 });
  expect(await give(admin, 'otto', true)).toMatchObject({ status: 422, body: { fields: { role: 'not admin' } } });
  expect(await give(admin, 'nobody', true)).toMatchObject({ status: 404 });
  expect(await give(admin, 'bertta', true)).toMatchObject({ status: 200, body: { userName: 'bertta', platformAdministrator: true } });
  expect(await before.try('people', {}), 'her session before ended').toMatchObject({ status: 401 });
  const bertta = await signedIn('bertta');
  expect((await bertta.call('sites', {})).sites).toHaveLength(1);
  expect(await overseers()).toEqual(['admin', 'bertta']);
  const { records } = await bertta.call('auditRecords', { search: 'User updated', limit: 5 });
  expect(records[0]).toMatchObject({ userName: 'admin', source: 'bertta', changes: [{ attribute: 'platformAdministrator', newValue: true }] });
});

test('one who may not sign in does not count as the one who is left', async () => {
  await admin.call('updatePerson', { userName: 'bertta', disabled: true });
  expect(await give(admin, 'admin', false)).toMatchObject({ status: 409 });
  await admin.call('updatePerson', { userName: 'bertta', disabled: false });
  const bertta = await signedIn('bertta');
  const both = await Promise.all([give(admin, 'bertta', false), give(bertta, 'admin', false)]);
  expect(both.filter(({ status }) => status === 200), 'two who take it from each other').toHaveLength(1);
});
