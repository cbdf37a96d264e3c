/** What people and programs change over the wire is on record: once, and with the change or not at all. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createManagedObject } from '../../flows/object-creation.ts';
import { askForCredential, registerDevice } from '../../testing/registered-device.ts';
import { startTestPlatform, addDevice, type TestPlatform } from '../../testing/test-platform.ts';
import { TestSite } from '../../testing/test-site.ts';
import type { WireAnswer } from '../../testing/wire-client.ts';

const json = { accept: 'application/json' };
const time = '2026-11-20T12:00:00Z';
let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await addDevice(platform);
});
afterAll(() => platform.end());

/** The newest first. */
async function records(): Promise<{ text: string; user: string }[]> {
  const { body } = await platform.admin.get('/audit/auditRecords?pageSize=2000');
  return (body as { auditRecords: { text: string; user: string }[] }).auditRecords;
}

/** What an act left on record. */
async function left(act: () => Promise<WireAnswer>, statuses: readonly number[] = [200, 201, 204]): Promise<string[]> {
  const before = (await records()).length;
  const answer = await act();
  expect(statuses, JSON.stringify(answer.body)).toContain(answer.status);
  const after = await records();
  return after.slice(0, after.length - before).map(({ text }) => text);
}

const idOf = (answer: WireAnswer): string => (answer.body as { id: string }).id;

test('each change of the inventory leaves one record', async () => {
  const { admin } = platform;
  let id = '';
  const create = async () => {
    const answer = await admin.post('/inventory/managedObjects', { name: 'x' }, json);
    id = idOf(answer);
    return answer;
  };
  const path = '/inventory/managedObjects';
  expect(await left(create)).toEqual([`Managed object created: ${id}`]);
  expect(await left(() => admin.put(`${path}/${id}`, { name: 'y', id, c8y_X: {} }))).toEqual([`Managed object updated: ${id} (name, c8y_X)`]);
  expect(await left(() => admin.put(`${path}/${id}`, { id }))).toEqual([]);
  expect(await left(() => admin.post(`${path}/${device}/childAssets`, { managedObject: { id } }))).toEqual([`Child reference created: ${device} (${id})`]);
  expect(await left(() => admin.delete(`${path}/${device}/childAssets/${id}`))).toEqual([`Child reference deleted: ${device} (${id})`]);
  expect(await left(() => admin.post(`${path}/${device}/childDevices`, { name: 'new' }))).toEqual([expect.stringMatching(/^Managed object created: \d+$/)]);
  const serial = { type: 'c8y_Serial', externalId: 'a 1' };
  const named = () => admin.post(`/identity/globalIds/${id}/externalIds`, serial);
  expect(await left(named)).toEqual([`External id created: ${id} (c8y_Serial: a 1)`]);
  expect(await left(named, [409])).toEqual([]);
  expect(await left(() => admin.delete('/identity/externalIds/c8y_Serial/a%201'))).toEqual([`External id deleted: ${id} (c8y_Serial: a 1)`]);
  expect(await left(() => admin.delete(`${path}/${id}`))).toEqual([`Managed object deleted: ${id}`]);
  expect(await left(() => admin.delete(`${path}/${id}`), [404])).toEqual([]);
});

test('so does each act of registration, and each deletion of what was measured or happened', async () => {
  const { admin } = platform;
  const requests = '/devicecontrol/newDeviceRequests';
  expect(await left(() => admin.post(requests, { id: 'r 1' }))).toEqual(['Device request created: r 1']);
  expect(await left(() => admin.put(`${requests}/r%201`, { status: 'ACCEPTED' }), [422])).toEqual([]);
  await askForCredential(platform, { id: 'r 1' });
  expect(await left(() => admin.post(`${requests}/acceptAll`, {}))).toEqual(['Device request updated: r 1 (status)']);
  expect(await left(() => admin.delete(`${requests}/r%201`))).toEqual(['Device request deleted: r 1']);
  const event = idOf(await admin.post('/event/events', { source: { id: device }, type: 't', text: 'x', time }, json));
  expect(await left(() => admin.delete(`/event/events/${event}`))).toEqual([`Event deleted: ${event}`]);
  expect(await left(() => admin.delete(`/event/events?source=${device}&type=t`))).toEqual([`Event deleted: ${device} (source=${device}&type=t)`]);
  const measurement = idOf(await admin.post('/measurement/measurements', { source: { id: device }, type: 't', time, f: { s: { value: 1 } } }, json));
  expect(await left(() => admin.delete(`/measurement/measurements/${measurement}`))).toEqual([`Measurement deleted: ${measurement}`]);
  expect(await left(() => admin.delete(`/measurement/measurements?source=${device}`))).toEqual([`Measurement deleted: ${device} (source=${device})`]);
});

test('what a device does with its own leaves none', async () => {
  const { client, id } = await registerDevice(platform, 'busy');
  expect(await left(() => client.put(`/inventory/managedObjects/${id}`, { c8y_Hardware: {} }))).toEqual([]);
  expect(await left(() => client.post(`/identity/globalIds/${id}/externalIds`, { type: 'c8y_Serial', externalId: 'busy' }))).toEqual([]);
  expect(await left(() => client.delete(`/inventory/managedObjects/${id}`))).toEqual([]);
});

test('a change whose record cannot be written is not made', async () => {
  const site = new TestSite();
  const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;
  const count = () => site.tenant.database.read({ sql: 'SELECT id FROM managed_objects', parameters: [] }).length;
  const before = count();
  const creation = createManagedObject(site.tenant, admin, { name: 'x', type: null, fragments: {} }, function* () {
    throw new Error('no room for the record');
  });
  await expect(creation).rejects.toThrow('no room for the record');
  expect(count()).toBe(before);
  await site.end();
});
