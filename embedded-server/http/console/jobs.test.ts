/** Jobs through the console's API: the list of devices as a file, who sees what, downloads. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { withoutGuard } from '#contract/csv.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

// The strength of a hash is tested where hashes are made.
vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

const hostile = '=HYPERLINK("http://evil","x")';
const password = 'a bicycle in the rain';
let platform: TestPlatform;
let admin: ConsoleClient;

async function signedIn(userName: string, secret: string): Promise<ConsoleClient> {
  const client = new ConsoleClient(platform.platform.urls.console);
  await client.signIn(userName, secret);
  return client;
}

const exported = { place: 'Kylmävarasto', fileName: 'Kylmävarasto, laitteet.csv', separator: ';' } as const;

async function exportDevices(client: ConsoleClient, filter: object = {}): Promise<string> {
  const { jobId } = await client.call('exportDevices', { ...exported, ...filter });
  await platform.platform.idle();
  return jobId;
}

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  admin = await signedIn('admin', adminPassword);
  for (const role of ['viewer', 'operator'] as const) await admin.call('addPerson', { userName: role, role, password });
  const outer = await admin.call('addGroup', { name: 'Cold / store' });
  const inner = await admin.call('addGroup', { name: 'Freezer', parentId: outer.id });
  for (let count = 1; count <= 250; count += 1) await admin.call('addDevice', { name: `Sensor ${String(count).padStart(3, '0')}`, type: 'probe' });
  const { device } = await admin.call('addDevice', { name: hostile, groupId: inner.id });
  await platform.admin.post(`/identity/globalIds/${device.id}/externalIds`, { type: 'c8y_Serial', externalId: '-7' });
});
afterAll(() => platform.end());

test('the list of devices is a file that reads back equal and runs nothing', async () => {
  const viewer = await signedIn('viewer', password);
  const id = await exportDevices(viewer);
  const job = await viewer.call('job', { id });
  expect(job).toMatchObject({ kind: 'device-export', state: 'done', title: { place: 'Kylmävarasto' }, startedBy: 'viewer', mayCancel: false, mayUndo: false, done: 251, total: 251 });
  const answer = await fetch(`${viewer.url}/api/jobs/${id}/file`, { headers: { cookie: viewer.cookie ?? '' } });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="Kylm_varasto_ laitteet.csv"; filename*=UTF-8''Kylm%C3%A4varasto%2C%20laitteet.csv`,
    'content-length': String(job.file?.bytes),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  expect(text.startsWith('\ufeffid;name;type;group;')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
  const rows = parse<Record<string, string>>(text, { delimiter: ';', bom: true, columns: true });
  expect(rows).toHaveLength(251);
  expect(new Set(rows.map((row) => row['id'])).size).toBe(251);
  const odd = rows.find((row) => withoutGuard(row['name'] ?? '') === hostile);
  expect(odd).toMatchObject({ group: 'Cold \\/ store / Freezer', external_id_type: 'c8y_Serial', external_id: '-7', contact: 'never', open_alarms: '0' });
});

test('what narrows the list narrows the file', async () => {
  const id = await exportDevices(admin, { search: 'Sensor 00' });
  expect(await admin.call('job', { id })).toMatchObject({ done: 9, total: 9 });
  const none = await exportDevices(admin, { search: 'nothing of the kind' });
  expect(await admin.call('job', { id: none })).toMatchObject({ state: 'done', done: 0 });
});

test('a job belongs to who started it and to who could have; only its own person and administrators change it', async () => {
  const [viewer, operator] = [await signedIn('viewer', password), await signedIn('operator', password)];
  const id = await exportDevices(viewer);
  expect(await operator.call('job', { id })).toMatchObject({ startedBy: 'viewer', mayCancel: false });
  await expect(operator.call('cancelJob', { id })).rejects.toMatchObject({ status: 403 });
  await expect(viewer.call('cancelJob', { id })).rejects.toMatchObject({ status: 409 });
  await expect(admin.call('cancelJob', { id })).rejects.toMatchObject({ status: 409 });
  await expect(viewer.call('undoJob', { id })).rejects.toMatchObject({ status: 409 });
  const { ended } = await operator.call('jobs', { limit: 500 });
  expect(ended.map((job) => job.id)).toContain(id);
});

test('a list goes on where the last page ended', async () => {
  const first = await admin.call('jobs', { limit: 1 });
  expect([first.ended.length, first.more]).toEqual([1, true]);
  const second = await admin.call('jobs', { limit: 1, beforeId: first.ended[0]?.id ?? '' });
  expect(Number(second.ended[0]?.id)).toBeLessThan(Number(first.ended[0]?.id));
});

test('a file wants a session, a job and the file itself', async () => {
  const answer = (path: string, cookie = '') => fetch(admin.url + path, { headers: { cookie } }).then(({ status }) => status);
  const id = await exportDevices(admin);
  expect(await answer(`/api/jobs/${id}/file`)).toBe(401);
  expect(await answer('/api/jobs/999999/file', admin.cookie ?? '')).toBe(404);
  expect(await answer('/api/jobs/..%2F..%2Ftenant.db/file', admin.cookie ?? '')).toBe(422);
  expect(await answer(`/api/jobs/${id}/file`, admin.cookie ?? '')).toBe(200);
});

test.each([{ fileName: '../x.csv' }, { fileName: 'x.html' }, { separator: '|' }, { place: 'x'.repeat(121) }])('refuses %j', async (wrong) => {
  expect(await admin.try('exportDevices', { ...exported, ...wrong })).toMatchObject({ status: 422 });
});
