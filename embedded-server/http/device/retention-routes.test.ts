/** Retention rules on the wire, and that what they say happens. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { FakeClock } from '../../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const path = '/retention/retentions';
const json = { accept: 'application/json' };
const hour = 60 * 60_000;
const day = 24 * hour;

let clock: FakeClock;
let platform: TestPlatform;
let device: string;
let other: string;

beforeEach(async () => {
  clock = new FakeClock();
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false', 'retention.measurementDays=50'] });
  device = await addDevice(platform, 'a');
  other = await addDevice(platform, 'b');
});
afterEach(() => platform.end());

function at(daysAgo: number): string {
  return new Date(clock.now() - daysAgo * day).toISOString();
}

async function rule(body: Record<string, unknown>): Promise<string> {
  const answer = await platform.admin.post(path, body, json);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { id: string }).id;
}

async function post(where: string, body: Record<string, unknown>): Promise<string> {
  const answer = await platform.admin.post(where, { source: { id: device }, type: 't', text: 'x', ...body }, json);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { id: string }).id;
}

/** Days go by in which nothing happens. */
function leap(days: number): void {
  clock.setWall(clock.now() + days * day);
}

/** Let housekeeping come by. */
async function sweep(): Promise<void> {
  await platform.platform.idle();
  clock.advance(hour);
  await platform.platform.idle();
}

async function textsOf(where: string, collection: string): Promise<string[]> {
  const { body } = await platform.admin.get(`${where}?pageSize=2000`);
  return (body as Record<string, { text: string }[]>)[collection]?.map(({ text }) => text).sort() ?? [];
}

test('are made, read, changed and taken away; what the configuration says is among them and stays', async () => {
  const made = await platform.admin.post(path, { dataType: 'EVENT', fragmentType: '*', type: 'door', source: '*', maximumAge: 30 }, json);
  const { id, self } = made.body as { id: string; self: string };
  expect([made.status, made.headers.get('location')]).toEqual([201, self]);
  expect(made.body).toEqual({ id, self, dataType: 'EVENT', fragmentType: '*', type: 'door', source: '*', maximumAge: 30, editable: true });
  const { retentionRules } = (await platform.admin.get(path)).body as { retentionRules: unknown[] };
  expect(retentionRules).toEqual([expect.objectContaining({ id: '0', dataType: 'MEASUREMENT', maximumAge: 50, editable: false }), made.body]);
  const changed = await platform.admin.send('PUT', `${path}/${id}`, { maximumAge: 60, id: '7', editable: false }, json);
  expect(changed).toMatchObject({ status: 200, body: { id, type: 'door', maximumAge: 60, editable: true } });
  expect((await platform.admin.post(path, { dataType: 'EVENT', type: 'door', maximumAge: 5 })).status).toBe(409);
  expect((await platform.admin.put(`${path}/0`, { maximumAge: 5 })).status).toBe(422);
  expect((await platform.admin.delete(`${path}/0`)).status).toBe(422);
  expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(204);
  for (const method of ['GET', 'PUT', 'DELETE']) expect((await platform.admin.send(method, `${path}/${id}`, method === 'PUT' ? {} : undefined)).status).toBe(404);
  expect((await platform.admin.get(`${path}/x`)).status).toBe(404);
  const audit = (await platform.admin.get('/audit/auditRecords?type=RetentionRule&withTotalElements=true')).body;
  expect(audit).toMatchObject({ statistics: { totalElements: 3 } });
});

test('events go by the most specific rule', async () => {
  for (const daysAgo of [1, 20, 40, 100]) {
    await post('/event/events', { text: `plain ${daysAgo}`, time: at(daysAgo) });
    await post('/event/events', { text: `door ${daysAgo}`, type: 'door', time: at(daysAgo) });
    await post('/event/events', { text: `marked ${daysAgo}`, time: at(daysAgo), keep_me: {} });
    await post('/event/events', { text: `other ${daysAgo}`, type: 'door', time: at(daysAgo), source: { id: other } });
  }
  await rule({ dataType: '*', maximumAge: 30 });
  await rule({ dataType: 'EVENT', type: 'door', maximumAge: 10 });
  await rule({ dataType: 'EVENT', fragmentType: 'keep_me', maximumAge: 60 });
  await rule({ dataType: '*', source: other, maximumAge: 1000 });
  await sweep();
  expect(await textsOf('/event/events', 'events')).toEqual(
    ['plain 1', 'plain 20', 'door 1', 'marked 1', 'marked 20', 'marked 40', 'other 1', 'other 20', 'other 40', 'other 100'].sort(),
  );
});

test('of alarms and operations only those go that are over', async () => {
  const alarms = '/alarm/alarms';
  for (const status of ['ACTIVE', 'ACKNOWLEDGED', 'CLEARED']) {
    const id = await post(alarms, { text: status, type: status, severity: 'MAJOR', time: at(40), status: status === 'ACTIVE' ? 'ACTIVE' : 'ACKNOWLEDGED' });
    if (status === 'CLEARED') await platform.admin.put(`${alarms}/${id}`, { status });
  }
  const operations = '/devicecontrol/operations';
  const ids: string[] = [];
  for (const status of ['PENDING', 'SUCCESSFUL']) {
    const { body } = await platform.admin.post(operations, { deviceId: device, c8y_Restart: {} }, json);
    ids.push((body as { id: string }).id);
    if (status !== 'PENDING') await platform.admin.put(`${operations}/${ids[1]}`, { status });
  }
  await rule({ dataType: '*', maximumAge: 30 });
  leap(31);
  await sweep();
  expect(await textsOf(alarms, 'alarms')).toEqual(['ACKNOWLEDGED', 'ACTIVE']);
  expect((await platform.admin.get(`${operations}/${ids[0]}`)).status).toBe(200);
  expect((await platform.admin.get(`${operations}/${ids[1]}`)).status).toBe(404);
});

describe('measurements', () => {
  const where = '/measurement/measurements';

  async function measure(daysAgo: number, fragment: string, value: number, source = device): Promise<void> {
    const answer = await platform.admin.post(where, { source: { id: source }, type: fragment, time: at(daysAgo), [fragment]: { s: { value } } });
    expect(answer.status).toBe(201);
  }

  async function values(): Promise<number[]> {
    const { body } = await platform.admin.get(`${where}?pageSize=2000`);
    const found = (body as { measurements: Record<string, { s?: { value: number } }>[] }).measurements;
    return found.flatMap((one) => Object.values(one).flatMap((part) => part?.s?.value ?? [])).sort((a, b) => a - b);
  }

  test('go by the configuration where no rule says otherwise, and by a rule about all of them instead', async () => {
    for (const daysAgo of [1, 40, 60]) await measure(daysAgo, 'f', daysAgo);
    await sweep();
    expect(await values()).toEqual([1, 40]);
    await rule({ dataType: 'MEASUREMENT', maximumAge: 30 });
    await sweep();
    expect(await values()).toEqual([1]);
  });

  test('go by type, fragment and source', async () => {
    for (const daysAgo of [1, 5, 20, 45]) {
      await measure(daysAgo, 'fast', daysAgo);
      await measure(daysAgo, 'slow', 100 + daysAgo);
      await measure(daysAgo, 'fast', 200 + daysAgo, other);
    }
    await rule({ dataType: 'MEASUREMENT', fragmentType: 'fast', maximumAge: 2 });
    await rule({ dataType: 'MEASUREMENT', type: 'slow', maximumAge: 30 });
    await rule({ dataType: 'MEASUREMENT', source: other, maximumAge: 10 });
    await sweep();
    expect(await values()).toEqual([1, 101, 105, 120, 201, 205]);
    leap(12);
    await sweep();
    expect(await values()).toEqual([101, 105]);
    const { body } = await platform.admin.get(`/inventory/managedObjects/${device}/supportedSeries`);
    expect(body).toEqual({ c8y_SupportedSeries: expect.arrayContaining(['slow.s']) });
  });
});

test('the audit goes by age alone, the oldest first, and stays whole', async () => {
  const records = async () => (await platform.admin.get('/audit/auditRecords?withTotalElements=true&pageSize=1')).body as { statistics: { totalElements: number } };
  await rule({ dataType: '*', maximumAge: 1 });
  await rule({ dataType: 'AUDIT', maximumAge: 400 });
  const before = (await records()).statistics.totalElements;
  leap(399);
  await platform.admin.post(path, { dataType: 'EVENT', maximumAge: 3 });
  await sweep();
  expect((await records()).statistics.totalElements).toBe(before + 1);
  leap(2);
  await sweep();
  expect((await records()).statistics.totalElements).toBe(1);
  platform = await platform.restart();
  await platform.admin.post(path, { dataType: 'ALARM', maximumAge: 3 });
  expect((await records()).statistics.totalElements).toBe(2);
});
