/** The main job through the console's API: a device posts, a rule raises the alarm, an operator acts. Every reply is parsed by the contract. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CallReply } from '#contract/console-api.ts';
import { ruleDraftSchema } from '#contract/rules.ts';

import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const minute = 60_000;

let clock: FakeClock;
let platform: TestPlatform;
let client: ConsoleClient;
let added: CallReply<'addDevice'>;
let device: WireClient;

beforeAll(async () => {
  clock = new FakeClock();
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false', 'deviceListener.applications=false', 'session.idleMinutes=600'] });
  client = new ConsoleClient(platform.platform.urls.console);
  await client.signIn('admin', adminPassword);
  added = await client.call('addDevice', { name: 'Freezer room 2', type: 'freezer' });
  device = platform.as(`${added.secret.tenant}/${added.secret.userName}:${added.secret.secret}`);
});
afterAll(() => platform.end());

async function post(value: number): Promise<void> {
  clock.advance(minute);
  const time = new Date(clock.now()).toISOString();
  const { status } = await device.post('/measurement/measurements', {
    source: { id: added.device.id },
    type: 'c8y_Temperature',
    time,
    c8y_Temperature: { T: { value, unit: '°C' } },
  });
  expect(status).toBe(201);
}

async function onlySeries(): Promise<CallReply<'series'>['series'][number]> {
  const [series] = (await client.call('series', { deviceId: added.device.id })).series;
  if (!series) throw new Error('the device has no series');
  return series;
}

const tooWarm = ruleDraftSchema.parse({
  name: 'Freezer too warm',
  scope: { kind: 'all' },
  series: { fragment: 'c8y_Temperature', series: 'T' },
  condition: { kind: 'threshold', direction: 'above', limit: -15, deadband: 1 },
  severity: 'MAJOR',
  text: 'too warm',
  help: 'Close the door.',
});

test('a new device has a secret, is listed, and has said nothing yet', async () => {
  expect(added.device).toMatchObject({ name: 'Freezer room 2', type: 'freezer', contact: 'never', credentialName: added.secret.userName });
  expect(await client.call('devices', { search: 'freez' })).toMatchObject({ total: 1, devices: [{ id: added.device.id }], cursor: null });
  expect(await client.call('summary', {})).toMatchObject({ devices: 1, fresh: 0 });
});

test('its readings are there as series, points and trends', async () => {
  for (const value of [-20, -19.5, -19]) await post(value);
  const series = await onlySeries();
  expect(series).toMatchObject({ deviceName: 'Freezer room 2', unit: '°C', latest: { value: -19, timeMs: clock.now() } });
  expect((await client.call('seriesNames', {})).names).toEqual([{ fragment: 'c8y_Temperature', series: 'T', unit: '°C', devices: 1 }]);
  const span = { fromMs: clock.now() - 10 * minute, toMs: clock.now() + 1 };
  const raw = await client.call('points', { id: series.id, ...span });
  expect(raw).toMatchObject({ bucketMs: 0, mean: [-20, -19.5, -19], min: raw.mean, max: raw.mean, count: 3 });
  expect((await client.call('trends', { ids: `${series.id},999,x`, ...span })).trends).toHaveLength(1);
  expect((await client.call('series', { ids: series.id })).series).toEqual([series]);
  expect((await client.call('series', { deviceId: 'x' })).series).toEqual([]);
  expect(await client.call('device', { id: added.device.id })).toMatchObject({ series: [series], alarms: [] });
  expect(await client.call('summary', {})).toMatchObject({ fresh: 1 });
});

test('a value is pinned; one that does not exist cannot be', async () => {
  const { id } = await onlySeries();
  expect(await client.call('setPins', { seriesIds: [id] })).toEqual({ seriesIds: [id] });
  expect(await client.call('pins', {})).toEqual({ seriesIds: [id] });
  expect((await client.try('setPins', { seriesIds: ['999'] })).status).toBe(422);
});

test('a rule raises the alarm, the operator acts on it, the value ends it', async () => {
  const rule = await client.call('addRule', tooWarm);
  await post(-14);
  const [alarm] = (await client.call('openAlarms', {})).alarms;
  if (!alarm) throw new Error('no alarm was raised');
  expect(alarm).toMatchObject({ severity: 'MAJOR', text: 'too warm', deviceName: 'Freezer room 2', help: 'Close the door.', cause: { ruleId: rule.id, value: -14 } });
  const { id } = alarm;
  expect(await client.call('acknowledgeAlarm', { id })).toMatchObject({ acknowledgedBy: 'admin', state: { active: true, acknowledged: true } });
  expect(await client.call('unacknowledgeAlarm', { id })).toMatchObject({ acknowledgedBy: null, state: { acknowledged: false } });
  expect(await client.call('addAlarmNote', { id, text: ' door was open ' })).toMatchObject({ notes: [{ by: 'admin', text: 'door was open' }] });
  expect((await client.try('clearAlarm', { id })).status).toBe(409);
  expect(await client.call('summary', {})).toMatchObject({ open: { MAJOR: 1 }, unacknowledged: { MAJOR: 1 } });
  expect((await client.call('rules', {})).rules).toMatchObject([{ id: rule.id, open: 1 }]);
  await post(-17);
  await client.call('acknowledgeAlarm', { id });
  expect(await client.call('openAlarms', {})).toEqual({ alarms: [], total: 0 });
  expect(await client.call('alarmJournal', { search: 'freezer', severity: 'MAJOR' })).toMatchObject({ alarms: [{ id, state: { active: false } }], more: false });
  expect(await client.call('alarm', { id })).toMatchObject({ endedMs: clock.now() });
  const { records } = await client.call('auditRecords', { type: 'Alarm' });
  expect(records.map(({ deviceName, text }) => [deviceName, text])).toContainEqual(['Freezer room 2', 'Alarm updated: too warm, ACKNOWLEDGED']);
});

test('a rule is changed and deleted', async () => {
  const [rule] = (await client.call('rules', {})).rules;
  if (!rule) throw new Error('there is no rule');
  expect(await client.call('updateRule', { id: rule.id, ...tooWarm, enabled: false })).toMatchObject({ version: 2, enabled: false, changedBy: 'admin' });
  expect(await client.call('deleteRule', { id: rule.id })).toEqual({ ok: true });
  expect((await client.call('rules', {})).rules).toEqual([]);
  const nameless = await client.try('addRule', { ...tooWarm, name: ' ', series: null });
  expect(nameless).toMatchObject({ status: 422, body: { code: 'invalid', fields: { name: expect.any(String) } } });
});

test('a device moves into a group and gets another name and secret', async () => {
  const group = await client.call('addGroup', { name: 'Cold store' });
  expect(await client.call('updateDevice', { id: added.device.id, name: 'Freezer 2', groupId: group.id })).toMatchObject({ name: 'Freezer 2', groupName: 'Cold store' });
  expect((await client.call('groups', {})).groups).toMatchObject([{ id: group.id, devices: 1 }]);
  const renewed = await client.call('renewDeviceSecret', { id: added.device.id });
  expect(renewed.userName).toBe(added.secret.userName);
  expect((await device.get('/inventory/managedObjects')).status).toBe(401);
});

test('the site gets another name and zone; an unknown zone is refused by field', async () => {
  expect(await client.call('updateSite', { name: 'Kylmävarasto', timeZone: 'Europe/Helsinki' })).toMatchObject({ tenant: 'main', name: 'Kylmävarasto' });
  expect(await client.call('state', {})).toMatchObject({ site: { timeZone: 'Europe/Helsinki' } });
  expect(await client.try('updateSite', { name: 'x', timeZone: 'Europe/Nowhere' })).toMatchObject({ status: 422, body: { fields: { timeZone: expect.any(String) } } });
});

test.each(['alarm', 'device', 'acknowledgeAlarm', 'deleteRule', 'renewDeviceSecret'] as const)('%s of something that is not there is a 404', async (name) => {
  expect(await client.try(name, { id: '999999' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect((await client.try(name, { id: '1e3' })).status).toBe(422);
});
