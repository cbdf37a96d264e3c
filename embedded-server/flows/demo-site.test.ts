/** The demo site on a real tenant: made, run, and taken away without a trace. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { demoDevices } from '../demo/demo-plan.ts';
import { historyMoments } from '../demo/demo-readings.ts';
import { TestSite, minuteMs, tooWarm } from '../testing/test-site.ts';
import { demoSite, makeDemoSite, removeDemoSite, tickDemo } from './demo-site.ts';
import { listDevices, deviceDetail } from './console-devices.ts';
import { addGroup, listGroups } from './console-groups.ts';
import { addDevice, updateDevice } from './console-device-changes.ts';
import { addRule, listRules } from './rule-changes.ts';
import { listPins, setPins } from './site-changes.ts';

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

const tick = () => tickDemo(site.tenant, site.clock.now());

async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    site.clock.advance(minuteMs);
    await tick();
    await site.pass(0);
  }
}

async function made(): Promise<void> {
  await makeDemoSite(site.tenant, 'anna');
  await tick();
}

/** Rows of every table of the file. */
function rowsByTable(): Record<string, number> {
  const tables = site.tenant.database.read<{ name: string }>({ sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", parameters: [] });
  const count = (name: string) => site.tenant.database.readFirst<{ total: number }>({ sql: `SELECT count(*) AS total FROM "${name}"`, parameters: [] })?.total ?? 0;
  return Object.fromEntries(tables.map(({ name }) => [name, count(name)]));
}

test('it has fifty devices in groups, three days of history, rules and pins', async () => {
  expect(demoDevices).toHaveLength(50);
  await made();
  expect(demoSite(site.tenant)).toMatchObject({ state: 'running', devices: 50, progress: 1 });
  expect(listDevices(site.tenant, { limit: 100 })).toMatchObject({ total: 50 });
  const groups = listGroups(site.tenant);
  expect(groups.find(({ name }) => name === 'Demo site')).toMatchObject({ parentId: null, devices: 50 });
  expect(listPins(site.tenant).length).toBeGreaterThan(5);
  expect(listRules(site.tenant)).toHaveLength(6);
  expect(site.measurementCount()).toBe(50 * historyMoments(site.clock.now()).length);
  // History is no news: nothing of it raised an alarm.
  expect(site.open()).toEqual([]);
});

test('its devices send on, each in its turn, and are heard from', async () => {
  await made();
  await pass(3);
  const { devices } = listDevices(site.tenant, { limit: 100 });
  expect(devices.every(({ contact }) => contact === 'fresh')).toBe(true);
  expect(devices.every(({ heardMs }) => site.clock.now() - (heardMs ?? 0) <= 2 * minuteMs)).toBe(true);
});

test('things go wrong there, raise alarms by its rules and come right again', async () => {
  await made();
  await pass(20);
  const texts = site.open().map(({ deviceName, text, severity }) => `${severity} ${deviceName} ${text}`);
  expect(texts).toContain('CRITICAL Freezer room 2 too warm');
  expect(texts).toContain('MINOR House 2 climate too humid');
  expect(texts).toContain('WARNING House 2 soil, row B battery low');
  await pass(40);
  expect(site.toldAlarms().some(({ deviceName, text }) => deviceName === 'Condenser' && text === 'pressure too high')).toBe(true);
  const freezer = site.open().find(({ deviceName }) => deviceName === 'Freezer room 2');
  expect(freezer?.state.active ?? false).toBe(false);
});

test('there is only one, and only one can be taken away', async () => {
  await expect(removeDemoSite(site.tenant, 'anna')).rejects.toMatchObject({ code: 'conflict' });
  const both = await Promise.allSettled([makeDemoSite(site.tenant, 'anna'), makeDemoSite(site.tenant, 'anna')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a restart in the middle of making or removing only delays it', async () => {
  await makeDemoSite(site.tenant, 'anna');
  await site.restart();
  await tick();
  expect(demoSite(site.tenant)).toMatchObject({ state: 'running' });
  await site.restart(10 * minuteMs);
  await pass(1);
  expect(listDevices(site.tenant, { limit: 1 }).devices[0]?.contact).toBe('fresh');
  await removeDemoSite(site.tenant, 'anna');
  await site.restart();
  await tick();
  expect(demoSite(site.tenant)).toMatchObject({ state: 'none' });
  expect(listDevices(site.tenant, { limit: 1 }).total).toBe(0);
});

test('made and given up at once, nothing is left of it', async () => {
  await makeDemoSite(site.tenant, 'anna');
  const making = tick();
  await removeDemoSite(site.tenant, 'anna');
  await making;
  await tick();
  expect(demoSite(site.tenant)).toMatchObject({ state: 'none', devices: 0 });
  expect(listDevices(site.tenant, { limit: 1 }).total).toBe(0);
  expect(listRules(site.tenant)).toEqual([]);
});

test('taken away, everything of it is gone and nothing of the real ones', async () => {
  const real = await site.addObject('Real freezer');
  await site.measure(real, 3);
  const { id: realGroup } = await addGroup(site.tenant, { name: 'Real group' }, 'anna');
  const pin = String([...site.tenant.series.ofDevice(real)][0]?.id);
  await addRule(site.tenant, tooWarm, 'anna');
  await setPins(site.tenant, [pin]);
  const before = rowsByTable();
  const stored = site.measurementCount();

  await made();
  await pass(20);
  const demoPin = String([...site.tenant.series.all()].find(({ deviceId }) => deviceId !== real)?.id);
  await setPins(site.tenant, [pin, demoPin]);
  // Somebody tried things out on it.
  const demoDevice = listDevices(site.tenant, { search: 'Freezer room 2', limit: 1 }).devices[0]?.id ?? '';
  await addRule(site.tenant, { ...tooWarm, name: 'Tried out', scope: { kind: 'device', deviceId: demoDevice } }, 'anna');

  await removeDemoSite(site.tenant, 'anna');
  await tick();
  await site.tenant.database.idle();
  expect(listDevices(site.tenant, { limit: 100 }).devices.map(({ name }) => name)).toEqual(['Real freezer']);
  expect(listGroups(site.tenant).map(({ id }) => id)).toEqual([realGroup]);
  expect(listRules(site.tenant).map(({ name }) => name)).toEqual(['Too warm']);
  expect(listPins(site.tenant)).toEqual([pin]);
  expect(site.open()).toEqual([]);
  expect(deviceDetail(site.tenant, String(real)).series).toHaveLength(1);
  await expect.poll(() => site.measurementCount()).toBe(stored);
  await expect.poll(() => rowsByTable()['measurement_sources']).toBe(before['measurement_sources']);
  const { audit_records: _audit, settings: _settings, rules: _rules, rule_versions: _versions, idempotency_keys: _keys, ...after } = rowsByTable();
  // The journal goes once all of an entry is sealed.
  delete after['measurement_journal'];
  // Kept on purpose: what was audited, versions of rules, and for a day the keys that keep history from being stored twice.
  expect(before).toMatchObject(Object.fromEntries(Object.entries(after).filter(([name]) => !/shape|name|word|fragment/.test(name))));
});

test('a group that real devices were put into stays, as one of their own', async () => {
  await made();
  const { device } = await addDevice(site.tenant, { name: 'Real pump' }, 'anna');
  const water = listGroups(site.tenant).find(({ name }) => name === 'Network');
  await updateDevice(site.tenant, device.id, { groupId: water?.id }, 'anna');
  await removeDemoSite(site.tenant, 'anna');
  await tick();
  expect(listDevices(site.tenant, { limit: 10 }).devices).toMatchObject([{ name: 'Real pump', groupName: 'Network' }]);
  expect(listGroups(site.tenant).map(({ name }) => name).sort()).toEqual(['Demo site', 'Network', 'Waterworks']);
});
