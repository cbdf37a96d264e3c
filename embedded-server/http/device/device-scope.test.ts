/** What a device may not touch is answered as if it did not exist: same status, same words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { registerDevice, type RegisteredDevice } from '../../testing/registered-device.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const objects = '/inventory/managedObjects';
const json = { accept: 'application/json' };
const time = '2026-11-20T10:00:00Z';

let platform: TestPlatform;
let mine: RegisteredDevice;
let theirs: RegisteredDevice;
let theirEvent: string;
let theirAlarm: string;
let theirMeasurement: string;
let theirOperation: string;
let group: string;

async function create(client: WireClient, path: string, body: unknown): Promise<string> {
  const answer = await client.post(path, body, json);
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
}

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  mine = await registerDevice(platform, 'mine');
  theirs = await registerDevice(platform, 'theirs');
  theirEvent = await create(theirs.client, '/event/events', { source: { id: theirs.id }, type: 't', text: 'x', time });
  const source = { id: theirs.id };
  theirAlarm = await create(theirs.client, '/alarm/alarms', { source, type: 't', text: 'x', severity: 'MAJOR', time });
  theirMeasurement = await create(theirs.client, '/measurement/measurements', { source, type: 't', time, c8y_T: { T: { value: 1 } } });
  theirOperation = await create(platform.admin, '/devicecontrol/operations', { deviceId: theirs.id, c8y_Restart: {} });
  await theirs.client.post(`/identity/globalIds/${theirs.id}/externalIds`, { type: 'c8y_Serial', externalId: 'theirs' });
  group = await create(platform.admin, objects, { name: 'Freezers', c8y_IsDeviceGroup: {} });
  for (const id of [mine.id, theirs.id]) await platform.admin.post(`${objects}/${group}/childAssets`, { managedObject: { id } });
});
afterAll(() => platform.end());

/** Calls on something of the other device, each with the same call on something that is not there at all. */
function forbidden(): [string, string, string, unknown?][] {
  const source = { id: theirs.id };
  const nothing = '777777777';
  return [
    ['GET', `${objects}/${theirs.id}`, `${objects}/${nothing}`],
    ['PUT', `${objects}/${theirs.id}`, `${objects}/${nothing}`, { name: 'stolen' }],
    ['PUT', `${objects}/${theirs.id}`, `${objects}/${nothing}`, {}],
    ['DELETE', `${objects}/${theirs.id}`, `${objects}/${nothing}`],
    ['GET', `${objects}/${theirs.id}/childDevices`, `${objects}/${nothing}/childDevices`],
    ['POST', `${objects}/${theirs.id}/childDevices`, `${objects}/${nothing}/childDevices`, { name: 'cuckoo' }],
    ['GET', `${objects}/${theirs.id}/supportedSeries`, `${objects}/${nothing}/supportedSeries`],
    ['GET', `${objects}/${theirs.id}/availability`, `${objects}/${nothing}/availability`],
    ['GET', `${objects}/${theirs.id}/user`, `${objects}/${nothing}/user`],
    ['GET', `${objects}/${theirs.id}/childDevices?query=id%20gt%200`, `${objects}/${nothing}/childDevices?query=id%20gt%200`],
    ['GET', `${objects}/${group}`, `${objects}/${nothing}`],
    ['GET', `/identity/globalIds/${theirs.id}/externalIds`, `/identity/globalIds/${nothing}/externalIds`],
    ['POST', `/identity/globalIds/${theirs.id}/externalIds`, `/identity/globalIds/${nothing}/externalIds`, { type: 'a', externalId: 'b' }],
    ['GET', '/identity/externalIds/c8y_Serial/theirs', '/identity/externalIds/c8y_Serial/nobody'],
    ['DELETE', '/identity/externalIds/c8y_Serial/theirs', '/identity/externalIds/c8y_Serial/nobody'],
    ['GET', `/event/events/${theirEvent}`, `/event/events/${nothing}`],
    ['PUT', `/event/events/${theirEvent}`, `/event/events/${nothing}`, { text: 'y' }],
    ['DELETE', `/event/events/${theirEvent}`, `/event/events/${nothing}`],
    ['GET', `/event/events?source=${theirs.id}`, `/event/events?source=${nothing}`],
    ['DELETE', `/event/events?source=${theirs.id}`, `/event/events?source=${nothing}`],
    ['GET', `/alarm/alarms/${theirAlarm}`, `/alarm/alarms/${nothing}`],
    ['PUT', `/alarm/alarms/${theirAlarm}`, `/alarm/alarms/${nothing}`, { status: 'CLEARED' }],
    ['DELETE', `/alarm/alarms/${theirAlarm}`, `/alarm/alarms/${nothing}`],
    ['GET', `/measurement/measurements/${theirMeasurement}`, `/measurement/measurements/${nothing}`],
    ['DELETE', `/measurement/measurements/${theirMeasurement}`, `/measurement/measurements/${nothing}`],
    ['GET', `/measurement/measurements?source=${theirs.id}`, `/measurement/measurements?source=${nothing}`],
    ['GET', `/measurement/measurements/series?source=${theirs.id}&dateFrom=2026-01-01&dateTo=2027-01-01`, `/measurement/measurements/series?source=${nothing}&dateFrom=2026-01-01&dateTo=2027-01-01`],
    ['GET', `/alarm/alarms?source=${theirs.id}`, `/alarm/alarms?source=${nothing}`],
    ['GET', `/devicecontrol/operations/${theirOperation}`, `/devicecontrol/operations/${nothing}`],
    ['PUT', `/devicecontrol/operations/${theirOperation}`, `/devicecontrol/operations/${nothing}`, { status: 'EXECUTING' }],
    ['GET', `/devicecontrol/operations?deviceId=${theirs.id}`, `/devicecontrol/operations?deviceId=${nothing}`],
    ['GET', `/devicecontrol/operations?agentId=${theirs.id}`, `/devicecontrol/operations?agentId=${nothing}`],
    ['POST', '/devicecontrol/operations', '', { deviceId: theirs.id, c8y_Restart: {} }],
    ['POST', '/event/events', '', { source, type: 't', text: 'x', time }],
    ['POST', '/measurement/measurements', '', { source, type: 't', time, c8y_T: { T: { value: 1 } } }],
    ['POST', '/alarm/alarms', '', { source, type: 't', text: 'x', severity: 'MAJOR', time }],
    ['POST', `${objects}/${mine.id}/childDevices`, '', { managedObject: { id: theirs.id } }],
  ];
}

test('a foreign object is as good as none', async () => {
  for (const [method, path, absent, body] of forbidden()) {
    const answer = await mine.client.send(method, path, body, json);
    expect(answer.status, `${method} ${path}`).toBe(404);
    if (!absent) continue;
    const none = await mine.client.send(method, absent, body, json);
    const blank = (text: unknown) => JSON.stringify(text).replace(/\d+|theirs|nobody/g, '*');
    expect(blank(answer.body), `${method} ${path}`).toBe(blank(none.body));
  }
  expect((await theirs.client.get(`${objects}/${theirs.id}`)).body).toMatchObject({ name: 'theirs' });
});

describe('a device', () => {
  test('finds only its own in lists and counts', async () => {
    for (const query of ['', '&type=x', '&fragmentType=c8y_IsDevice', `&ids=${theirs.id},${mine.id}`, '&text=theirs', '&owner=device_theirs']) {
      const { body } = await mine.client.get(`${objects}?pageSize=100&withTotalElements=true${query}`);
      const { managedObjects, statistics } = body as { managedObjects: { id: string }[]; statistics: { totalElements: number } };
      expect(managedObjects.map(({ id }) => id).filter((id) => id !== mine.id)).toEqual([]);
      expect(statistics.totalElements).toBe(managedObjects.length);
    }
    const events = await mine.client.get('/event/events?withTotalElements=true');
    expect(events.body).toMatchObject({ events: [], statistics: { totalElements: 0 } });
    expect((await mine.client.get(`${objects}/count`)).body).toBe(1);
  });

  test('does not learn the groups it is in', async () => {
    const { body } = await mine.client.get(`${objects}/${mine.id}?withParents=true`);
    expect(JSON.stringify(body)).not.toContain('Freezers');
  });

  test('sets nothing of what the platform decides', async () => {
    const posted = { id: '5', owner: 'admin', creationTime: '2000-01-01T00:00:00Z', self: 'x', tenant: 'other' };
    const id = await create(mine.client, objects, posted);
    await mine.client.put(`${objects}/${id}`, { owner: 'admin', id: theirs.id });
    const { body } = await mine.client.get(`${objects}/${id}`);
    expect(body).toMatchObject({ id, owner: 'device_mine' });
    expect(body).not.toHaveProperty('creationTime', '2000-01-01T00:00:00.000Z');
    await mine.client.delete(`${objects}/${id}`);
  });

  test('may do everything with its children, theirs included', async () => {
    const child = await create(mine.client, `${objects}/${mine.id}/childDevices`, { name: 'meter', c8y_IsDevice: {} });
    const part = await create(platform.admin, objects, { name: 'probe' });
    await platform.admin.post(`${objects}/${child}/childAdditions`, { managedObject: { id: part } });
    for (const id of [child, part]) {
      expect((await mine.client.get(`${objects}/${id}`)).status).toBe(200);
      await create(mine.client, '/event/events', { source: { id }, type: 't', text: 'x', time });
      expect((await theirs.client.get(`${objects}/${id}`)).status).toBe(404);
    }
    const listed = await mine.client.get(`${objects}?pageSize=100`);
    const ids = (listed.body as { managedObjects: { id: string }[] }).managedObjects.map(({ id }) => id);
    expect(ids.sort()).toEqual([mine.id, child, part].sort());
  });

  test('has no say over registration and bulk operations, and knows who it is', async () => {
    expect((await mine.client.get('/devicecontrol/newDeviceRequests')).status).toBe(403);
    expect((await mine.client.get('/devicecontrol/bulkoperations')).status).toBe(403);
    expect((await mine.client.get('/user/currentUser')).body).toMatchObject({ userName: 'device_mine' });
    expect((await mine.client.send('HEAD', '/tenant/currentTenant')).status).toBe(200);
    expect((await mine.client.get('/tenant/currentTenant')).body).toMatchObject({ name: 'main' });
    expect((await mine.client.get('/platform')).body).toMatchObject({ inventory: { managedObjects: { self: expect.any(String) } } });
  });
});

test('what clients ask before they have a credential is answered', async () => {
  const { status, body } = await platform.as('x/y:wrong').get('/tenant/loginOptions');
  expect(status).toBe(200);
  expect(body).toMatchObject({ loginOptions: [{ type: 'BASIC' }] });
});
