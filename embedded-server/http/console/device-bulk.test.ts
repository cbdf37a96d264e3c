/** Devices in bulk through the console's API: plans, imports, deletions, and the way back from each. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { ConsoleJob } from '#contract/jobs.ts';

import type * as passwords from '../../tenants/passwords.ts';
import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

// The strength of a hash is tested where hashes are made.
vi.mock('../../tenants/passwords.ts', async (importOriginal) => {
  const original = await importOriginal<typeof passwords>();
  return { ...original, hashPassword: (text: string) => original.hashPassword(text, { N: 1024, r: 8, p: 1 }) };
});

let platform: TestPlatform;
let admin: ConsoleClient;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  admin = new ConsoleClient(platform.platform.urls.console);
  await admin.signIn('admin', adminPassword);
});
afterAll(() => platform.end());

async function ended({ jobId }: { jobId: string }): Promise<ConsoleJob> {
  await platform.platform.idle();
  return admin.call('job', { id: jobId });
}

async function undone({ id }: ConsoleJob): Promise<ConsoleJob> {
  const job = await admin.call('undoJob', { id });
  return ended({ jobId: job.id });
}

const device = async (name: string, groupId?: string) => (await admin.call('addDevice', { name, groupId })).device.id;
const problemsOf = async ({ id }: ConsoleJob) => (await admin.call('jobProblems', { id })).problems.map(({ reason, about }) => ({ reason, about }));
const found = async (search: string) => (await admin.call('devices', { search })).devices.map(({ name, type, groupName }) => [name, type, groupName]);

async function upload(text: string, client = admin, headers: Record<string, string | undefined> = {}) {
  return client.send('POST', '/api/uploads', text, { 'content-type': 'application/octet-stream', ...headers });
}
const uploaded = async (text: string) => ((await upload(text)).body as { inputId: string }).inputId;

describe('a change of many devices', () => {
  test('is seen before it is done, done as a job, undone as a whole', async () => {
    const cellar = await admin.call('addGroup', { name: 'Cellar' });
    const ids = [];
    for (const name of ['bulk a', 'bulk b', 'bulk c']) ids.push(await device(name));
    const plan = await admin.call('planDeviceChange', { devices: { ids }, change: { namePattern: '{group}bulk {nn}', type: 'probe', groupId: cellar.id } });
    const none = { different: 1, only: null };
    expect(await admin.call('sharedFacts', { devices: { ids } })).toEqual({ name: { different: 3, only: null }, type: none, group: none });
    expect(plan).toMatchObject({ total: 3, changed: 3, shown: [{ before: { name: 'bulk a', type: null, groupName: null }, after: { name: 'bulk 01', type: 'probe', groupName: 'Cellar' } }, {}, {}] });
    expect(await found('bulk')).toHaveLength(3);
    const job = await ended(await admin.call('changeDevices', { planId: plan.planId }));
    expect(job).toMatchObject({ state: 'done', done: 3, counts: { changed: 3 }, mayUndo: true, title: { count: 3 } });
    expect(await found('bulk')).toEqual([['bulk 01', 'probe', 'Cellar'], ['bulk 02', 'probe', 'Cellar'], ['bulk 03', 'probe', 'Cellar']]);
    expect(await admin.call('sharedFacts', { devices: { filter: { search: 'bulk' } } })).toMatchObject({ type: { different: 1, only: 'probe' }, group: { different: 1, only: 'Cellar' } });
    const undo = await undone(job);
    expect(undo).toMatchObject({ state: 'done', counts: { changed: 3 }, problems: 0, undoes: job.id, title: { count: 3, undoes: 'device-change' } });
    expect(await found('bulk')).toEqual([['bulk a', null, null], ['bulk b', null, null], ['bulk c', null, null]]);
  });

  test('leaves out what was changed in between, and says so; undo leaves what was changed since', async () => {
    const ids = [await device('race a'), await device('race b'), await device('race c')];
    const plan = await admin.call('planDeviceChange', { devices: { filter: { search: 'race' } }, change: { type: 'new' } });
    await admin.call('updateDevice', { id: ids[0] ?? '', name: 'race mine' });
    await admin.call('deleteDevice', { id: ids[1] ?? '' });
    const job = await ended(await admin.call('changeDevices', { planId: plan.planId }));
    expect(job).toMatchObject({ counts: { changed: 1 }, problems: 2 });
    expect(await problemsOf(job)).toEqual([{ reason: 'changed-meanwhile', about: { name: 'race mine' } }, { reason: 'gone', about: { name: 'race b' } }]);
    await admin.call('updateDevice', { id: ids[2] ?? '', type: 'newer' });
    const undo = await undone(job);
    expect(await problemsOf(undo)).toEqual([{ reason: 'changed-meanwhile', about: { name: 'race c' } }]);
    expect(await found('race c')).toEqual([['race c', 'newer', null]]);
  });

  test('wants a plan, devices and a group that exist', async () => {
    await expect(admin.call('changeDevices', { planId: '0'.repeat(32) })).rejects.toMatchObject({ status: 404 });
    expect(await admin.try('changeDevices', { planId: '../../tenant.db' })).toMatchObject({ status: 422 });
    expect(await admin.try('planDeviceChange', { devices: { ids: [] }, change: {} })).toMatchObject({ status: 422 });
    const ids = [await device('x')];
    expect(await admin.try('planDeviceChange', { devices: { ids }, change: { groupId: '999' } })).toMatchObject({ status: 422, body: { fields: { groupId: expect.any(String) } } });
    const csv = await uploaded('name\na\n');
    expect((await admin.try('changeDevices', { planId: csv })).status).toBe(422);
  });
});

test('a deletion of many is a job, and undo brings all back', async () => {
  for (const name of ['gone a', 'gone b']) await device(name);
  const job = await ended(await admin.call('deleteDevices', { devices: { filter: { search: 'gone' } } }));
  expect(job).toMatchObject({ state: 'done', counts: { deleted: 2 } });
  expect(await found('gone')).toEqual([]);
  expect(await undone(job)).toMatchObject({ counts: { restored: 2 }, problems: 0 });
  expect(await found('gone')).toHaveLength(2);
});

test('a deletion of what is in maintenance leaves alone what is not', async () => {
  const ids = [await device('worn a'), await device('worn b')];
  await admin.call('startMaintenance', { id: ids[0] ?? '', untilMs: Date.now() + 3_600_000, reason: 'bearing' });
  const job = await ended(await admin.call('deleteDevices', { devices: { filter: { search: 'worn', maintenance: true } } }));
  expect(job).toMatchObject({ state: 'done', counts: { deleted: 1 } });
  expect(await found('worn')).toEqual([['worn b', null, null]]);
});

describe('an import', () => {
  const table = ['Nimi;Ryhmä;Sarjanumero', 'Mittari 1;Vesi / Linja A;M1', 'Mittari 2;Vesi / Linja A;M2', ';;', ';Vesi;', 'Mittari 3;Vesi;M1', '=1+1;Vesi / Linja B;M4'].join('\r\n');

  test('is seen before it is done; groups are made as paths; the rows left out are a file; all of it is undone', async () => {
    const inputId = await uploaded(`\ufeff${table}`);
    const preview = await admin.call('previewDeviceImport', { inputId });
    expect(preview).toMatchObject({
      encoding: 'utf-8',
      separator: ';',
      total: 5,
      good: 3,
      newGroups: ['Vesi', 'Vesi / Linja A', 'Vesi / Linja B'],
      columns: [{ head: 'Nimi', field: 'name' }, { head: 'Ryhmä', field: 'group' }, { head: 'Sarjanumero', field: 'externalId' }],
      problems: [{ reason: 'no-name', about: { line: 5 } }, { reason: 'id-twice', about: { line: 6, earlier: 2 } }],
    });
    expect(await found('Mittari')).toEqual([]);
    const job = await ended(await admin.call('importDevices', { inputId, fileName: 'meters.csv' }));
    expect(job).toMatchObject({ state: 'done', done: 5, total: 5, counts: { created: 3, groups: 3 }, problems: 2, file: { name: 'meters, left out.csv' }, mayUndo: true });
    expect(await found('Mittari')).toEqual([['Mittari 1', null, 'Linja A'], ['Mittari 2', null, 'Linja A']]);
    const file = await fetch(`${admin.url}/api/jobs/${job.id}/file`, { headers: { cookie: admin.cookie ?? '' } });
    expect(parse(await file.text(), { delimiter: ';', bom: true })).toEqual([
      ['Nimi', 'Ryhmä', 'Sarjanumero', 'problem', 'line'],
      ['', 'Vesi', '', 'no-name', '5'],
      ['Mittari 3', 'Vesi', 'M1', 'id-twice', '6'],
    ]);
    expect(await admin.call('previewDeviceImport', { inputId })).toMatchObject({ good: 0, newGroups: [] });
    expect(await undone(job)).toMatchObject({ state: 'done', counts: { removed: 6 }, problems: 0 });
    expect(await found('Mittari')).toEqual([]);
    expect((await admin.call('groups', {})).groups.map(({ name }) => name)).not.toContain('Vesi');
    expect(await admin.call('previewDeviceImport', { inputId })).toMatchObject({ good: 3 });
  });

  test('reads what it is told to read', async () => {
    const inputId = await uploaded('M9,Pumppu\nM10,Pumppu 2\n');
    const options = { inputId, hasHead: false, externalIdType: 'meter' };
    expect(await admin.call('previewDeviceImport', options)).toMatchObject({ total: 2, good: 0 });
    const mapping = ['externalId', 'name'] as ('externalId' | 'name')[];
    expect(await admin.call('previewDeviceImport', { ...options, mapping })).toMatchObject({ good: 2, rows: [{ line: 1, name: 'Pumppu', externalId: 'M9' }, {}] });
    expect(await admin.try('previewDeviceImport', { ...options, mapping: ['name', 'name'] })).toMatchObject({ status: 422 });
    expect(await admin.try('importDevices', { ...options, mapping: ['type', null], fileName: 'x.csv' })).toMatchObject({ status: 422 });
  });

  test('keeps what somebody put into its groups since', async () => {
    const job = await ended(await admin.call('importDevices', { inputId: await uploaded('name,group\nPaine,Halli\n'), fileName: 'x.csv' }));
    const hall = (await admin.call('groups', {})).groups.find(({ name }) => name === 'Halli');
    await device('guest', hall?.id);
    const undo = await undone(job);
    expect(await problemsOf(undo)).toEqual([{ reason: 'group-in-use', about: { name: 'Halli' } }]);
    expect(await found('guest')).toEqual([['guest', null, 'Halli']]);
  });
});

describe('an upload', () => {
  test('wants a session, the role, the own origin, plain bytes, something, and not too much', async () => {
    await admin.call('addPerson', { userName: 'operator', role: 'operator', password: 'a bicycle in the rain' });
    const operator = new ConsoleClient(admin.url);
    await operator.signIn('operator', 'a bicycle in the rain');
    expect((await upload('x', new ConsoleClient(admin.url))).status).toBe(401);
    expect((await upload('x', operator)).status).toBe(403);
    expect((await upload('x', admin, { origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await upload('x', admin, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await upload('')).status).toBe(422);
    expect((await upload('x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await upload('x')).toMatchObject({ status: 200, body: { inputId: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: 1 } });
  });
});
