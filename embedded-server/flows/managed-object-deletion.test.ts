import { afterEach, beforeEach, expect, it } from 'vitest';

import { allRuleStates } from '../rules/rule-store.ts';
import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { listDevices } from './console-devices.ts';
import { requireObject, type Scoped } from './device-scope.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { addRule } from './rule-changes.ts';

let site: TestSite;

beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

async function remove(id: number): Promise<void> {
  const scoped: Scoped = { tenant: site.tenant, caller: { kind: 'user', tenant: 'main', userName: 'anna', role: 'admin' } };
  await deleteManagedObject(scoped, requireObject(scoped, id), 'none');
}

it('takes a device with an open rule alarm out of everything that remembers it', async () => {
  const deviceId = await site.addObject('Freezer');
  await addRule(site.tenant, tooWarm, 'anna');
  await site.measure(deviceId, 20);
  const [alarm] = site.open();
  expect(alarm).toBeDefined();
  await remove(deviceId);
  expect(site.told).toContainEqual(expect.objectContaining({ kind: 'alarm-removed', alarmId: alarm?.id }));
  expect(site.open()).toEqual([]);
  expect(site.tenant.rules.standingsOfDevice(deviceId)).toEqual([]);
  expect(site.tenant.database.read(allRuleStates())).toEqual([]);
  expect([...site.tenant.series.all()]).toEqual([]);
  expect(listDevices(site.tenant, { limit: 10 })).toMatchObject({ devices: [], total: 0 });
});

it('leaves nothing that a silence could be noticed of', async () => {
  const deviceId = await site.addObject('Freezer');
  await addRule(site.tenant, { ...tooWarm, series: null, condition: { kind: 'silence', afterMs: minuteMs } }, 'anna');
  await site.measure(deviceId, 5);
  await remove(deviceId);
  await site.pass(60);
  expect(site.open()).toEqual([]);
});

it('is still deleted after a restart, with its measurements', async () => {
  const deviceId = await site.addObject('Freezer');
  await site.measure(deviceId, 5);
  await remove(deviceId);
  await site.restart();
  expect([...site.tenant.series.all()]).toEqual([]);
  expect(site.tenant.measurements.ordinalOf(deviceId)).toBeUndefined();
  expect(site.tenant.contacts.get(deviceId)).toBeUndefined();
});
