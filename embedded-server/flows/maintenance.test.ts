import { afterEach, beforeEach, expect, test } from 'vitest';

import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { raiseFromWire } from './alarm-from-wire.ts';
import { availabilityOf, connectionOf } from './computed-fragments.ts';
import { linkChildren } from './managed-object-children.ts';
import { coveredObjects } from './maintenance-cover.ts';
import { endDueMaintenances, startMaintenance, stopMaintenance } from './maintenance.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { requireObject } from './device-scope.ts';
import { updateManagedObject } from './managed-object-writes.ts';
import { addRule } from './rule-changes.ts';

const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;
const hour = 60 * minuteMs;
const technician = 30 * 24 * hour;

let site: TestSite;
let room: number;
let freezer: number;

beforeEach(async () => {
  site = new TestSite();
  room = await site.addObject('Cold store', { c8y_IsDeviceGroup: {} });
  freezer = await site.addObject('Freezer');
  await linkChildren({ tenant: site.tenant, caller: admin }, room, 'asset', [freezer]);
});
afterEach(() => site.end());

function begin(id: number, spanMs = hour, mayMs = technician) {
  const untilMs = site.clock.now() + spanMs;
  return startMaintenance(site.tenant, String(id), { untilMs, reason: 'defrosting', by: 'maija', mayMs });
}

async function tick(ms: number): Promise<void> {
  site.clock.advance(ms);
  await endDueMaintenances(site.tenant, site.clock.now());
}

test.each([
  ['the device itself', () => freezer],
  ['its group', () => room],
])('of %s records alarms without telling, and tells at its end of what still holds', async (_, where) => {
  await addRule(site.tenant, tooWarm, 'maija');
  await begin(where());
  await site.measure(freezer, 20);
  expect(site.open()).toEqual([]);
  expect(site.toldAlarms().map(({ state }) => state.suppressed)).toEqual(['maintenance']);
  await tick(hour - 1);
  expect(site.open()).toEqual([]);
  await tick(1);
  expect(site.open()).toMatchObject([{ text: 'too warm', state: { suppressed: null, active: true } }]);
});

test('what ended meanwhile is never told', async () => {
  await addRule(site.tenant, tooWarm, 'maija');
  await begin(freezer);
  await site.measure(freezer, 20);
  await site.measure(freezer, 2);
  await tick(hour);
  expect(site.open()).toEqual([]);
});

test('can be ended early, and said anew with another end', async () => {
  await begin(freezer);
  await begin(freezer, 2 * hour);
  await tick(hour);
  expect([...coveredObjects(site.tenant).keys()]).toEqual([freezer]);
  await stopMaintenance(site.tenant, String(freezer), 'pekka');
  expect(coveredObjects(site.tenant).size).toBe(0);
  await expect(stopMaintenance(site.tenant, String(freezer), 'pekka')).rejects.toMatchObject({ code: 'not-found' });
  const told = site.audited().filter(({ activity }) => activity.startsWith('Maintenance'));
  expect(told.map(({ activity, user_name: by }) => [activity, by])).toEqual([
    ['Maintenance started', 'maija'],
    ['Maintenance started', 'maija'],
    ['Maintenance ended', 'pekka'],
  ]);
});

test('of the group goes on when that of the device ends', async () => {
  await addRule(site.tenant, tooWarm, 'maija');
  await begin(room, 3 * hour);
  await begin(freezer, hour);
  await site.measure(freezer, 20);
  await tick(hour);
  expect(site.open()).toEqual([]);
  await tick(2 * hour);
  expect(site.open()).toHaveLength(1);
});

test('and the original platform’s way do not end each other', async () => {
  await addRule(site.tenant, tooWarm, 'maija');
  await begin(freezer);
  const required = (responseInterval: number) => ({ fragments: { c8y_RequiredAvailability: { responseInterval } } });
  await updateManagedObject(site.tenant, freezer, required(-10), { arrivalMs: site.clock.now() });
  await site.measure(freezer, 20);
  await updateManagedObject(site.tenant, freezer, required(10), { arrivalMs: site.clock.now() });
  expect(site.open()).toEqual([]);
  await updateManagedObject(site.tenant, freezer, required(-10), { arrivalMs: site.clock.now() });
  await tick(hour);
  expect(site.open()).toEqual([]);
  await updateManagedObject(site.tenant, freezer, required(10), { arrivalMs: site.clock.now() });
  expect(site.open()).toHaveLength(1);
});

test('survives a restart, ends in it, and shows on the wire', async () => {
  await begin(freezer);
  await site.restart(10 * minuteMs);
  expect(availabilityOf(site.tenant, freezer, {})).toMatchObject({ status: 'MAINTENANCE' });
  expect(connectionOf(site.tenant, freezer, {})).toBe('MAINTENANCE');
  const posted = { deviceId: freezer, type: 't', text: 'x', severity: 'MAJOR', status: 'ACTIVE', timeMs: site.clock.now(), fragments: {} } as const;
  expect(await raiseFromWire(site.tenant, posted, 'device_1', site.clock.now())).toBeNull();
  await site.restart(hour);
  await tick(0);
  expect(availabilityOf(site.tenant, freezer, {})).toBeUndefined();
  expect(connectionOf(site.tenant, freezer, {})).toBeUndefined();
  expect(site.open()).toHaveLength(1);
});

test.each([
  [-1, technician, 'invalid'],
  [31 * 24 * hour, Infinity, 'invalid'],
  [25 * hour, 24 * hour, 'forbidden'],
])('cannot be said for %i ms by who may say %i', async (spanMs, mayMs, code) => {
  await expect(begin(freezer, spanMs, mayMs)).rejects.toMatchObject({ code });
});

test('cannot be said of what is no device, and goes with a deleted one', async () => {
  const note = await site.addObject('Note', {});
  await expect(begin(note)).rejects.toMatchObject({ code: 'invalid' });
  await expect(begin(999)).rejects.toMatchObject({ code: 'not-found' });
  await begin(freezer);
  const request = { tenant: site.tenant, caller: admin };
  await deleteManagedObject(request, requireObject(request, freezer), 'none');
  await tick(hour);
  expect(site.tenant.maintenance.isEmpty).toBe(true);
});
