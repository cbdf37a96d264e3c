/** The bin on a real tenant: what goes out of sight with a device or group, and what comes back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { countDeviceRows } from '../managed-objects/device-list.ts';
import { findBinnedObject, findObject } from '../managed-objects/managed-object-store.ts';
import { verifyDeviceSecret } from '../tenants/device-credentials.ts';
import { TestSite, tooWarm } from '../testing/test-site.ts';
import { deleteToBin, listBin, restoreFromBin, sweepBin } from './console-bin.ts';
import { addDevice, updateDevice } from './console-device-changes.ts';
import { deviceDetail, listDevices } from './console-devices.ts';
import { addGroup, listGroups, updateGroup } from './console-groups.ts';
import { listSeries } from './console-series.ts';
import { mayTouch } from './device-scope.ts';
import { addExternalId, externalIds } from './external-ids.ts';
import { addRule } from './rule-changes.ts';
import { siteSummary } from './site-summary.ts';

const dayMs = 24 * 60 * 60_000;
let site: TestSite;

beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

const admin = () => ({ caller: { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const, tenant: site.tenant });
const group = async (name: string, parentId: string | null = null) => (await addGroup(site.tenant, { name, parentId }, 'anna')).id;
const names = () => listDevices(site.tenant, { limit: 100 }).devices.map(({ name }) => name);
const count = () => site.tenant.database.readFirst(countDeviceRows({}))?.total;
const seriesCount = () => listSeries(site.tenant, { limit: 100 }, () => new Map()).length;

async function furnished() {
  const cellar = await group('Cellar');
  const { device, secret } = await addDevice(site.tenant, { name: 'Freezer', type: 'probe', groupId: cellar }, 'anna');
  const id = Number(device.id);
  await addExternalId(site.tenant, id, { type: 'c8y_Serial', externalId: 's1' });
  await site.measure(id, 4);
  return { cellar, id, key: device.id, secret };
}

describe('a deleted device', () => {
  test('is out of lists, counts, groups, values and reach at once, and its credential works no more', async () => {
    const { id, key, secret } = await furnished();
    await site.addObject('Other');
    await deleteToBin(site.tenant, key, 'anna');
    expect([names(), count(), siteSummary(site.tenant).devices, siteSummary(site.tenant).fresh]).toEqual([['Other'], 1, 1, 0]);
    expect(listGroups(site.tenant)).toMatchObject([{ name: 'Cellar', devices: 0 }]);
    expect(seriesCount()).toBe(0);
    expect(() => deviceDetail(site.tenant, key)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(mayTouch(admin(), id)).toBe(false);
    expect(verifyDeviceSecret(site.tenant.database, secret.userName, secret.secret)).toBeNull();
    expect(listBin(site.tenant, { limit: 10 })).toMatchObject({ total: 1, objects: [{ id: key, kind: 'device', name: 'Freezer', type: 'probe', groupName: 'Cellar', deletedBy: 'anna' }] });
    expect(site.audited().at(-1)).toMatchObject({ user_name: 'anna', activity: 'Device deleted', source: key });
    await expect(deleteToBin(site.tenant, key, 'anna')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('stays out of sight over a restart, and comes back whole', async () => {
    const { id, key, secret, cellar } = await furnished();
    const before = deviceDetail(site.tenant, key);
    await deleteToBin(site.tenant, key, 'anna');
    await site.restart(1000);
    expect([names(), seriesCount(), siteSummary(site.tenant).fresh]).toEqual([[], 0, 0]);
    expect(await restoreFromBin(site.tenant, key, 'bea')).toEqual({ id: key, kind: 'device', name: 'Freezer' });
    expect(deviceDetail(site.tenant, key)).toEqual(before);
    expect(listGroups(site.tenant)).toMatchObject([{ id: cellar, devices: 1 }]);
    expect(verifyDeviceSecret(site.tenant.database, secret.userName, secret.secret)).toEqual({ deviceId: id });
    expect(listBin(site.tenant, { limit: 10 })).toEqual({ objects: [], total: 0, more: false });
    await site.restart();
    expect(deviceDetail(site.tenant, key)).toMatchObject({ name: 'Freezer', groupId: cellar, heardMs: before.heardMs, series: [{ latest: { value: 4 } }] });
    await expect(restoreFromBin(site.tenant, key, 'bea')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('leaves no open alarm behind; restored, what held and its rule go on where they stood', async () => {
    const { id, key } = await furnished();
    await addRule(site.tenant, tooWarm, 'anna');
    await site.measure(id, 9);
    expect(site.open()).toHaveLength(1);
    await deleteToBin(site.tenant, key, 'anna');
    expect(site.open()).toEqual([]);
    await site.restart();
    expect(site.open()).toEqual([]);
    await restoreFromBin(site.tenant, key, 'anna');
    expect(site.open()).toMatchObject([{ deviceId: key, state: { active: true, acknowledged: false }, count: 1 }]);
    await site.measure(id, 4);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });

  test('does not get alarms back that nothing would end', async () => {
    const { id, key } = await furnished();
    const rule = await addRule(site.tenant, tooWarm, 'anna');
    await site.measure(id, 9);
    await deleteToBin(site.tenant, key, 'anna');
    const { deleteRule } = await import('./rule-changes.ts');
    await deleteRule(site.tenant, rule.id, 'anna');
    await restoreFromBin(site.tenant, key, 'anna');
    expect(site.open()).toEqual([]);
  });

  test('does not take back names that are somebody else\'s meanwhile', async () => {
    const { key } = await furnished();
    await deleteToBin(site.tenant, key, 'anna');
    const other = await site.addObject('Other');
    await addExternalId(site.tenant, other, { type: 'c8y_Serial', externalId: 's1' });
    await restoreFromBin(site.tenant, key, 'anna');
    expect(externalIds(site.tenant, other)).toHaveLength(1);
    expect(externalIds(site.tenant, Number(key))).toEqual([]);
  });

  test('is erased after thirty days, and not before', async () => {
    const { id, key } = await furnished();
    await deleteToBin(site.tenant, key, 'anna');
    site.clock.advance(30 * dayMs - 1);
    await sweepBin(site.tenant, site.clock.now());
    expect(site.tenant.database.readFirst(findBinnedObject(id))).toBeDefined();
    site.clock.advance(2);
    await sweepBin(site.tenant, site.clock.now());
    expect(site.tenant.database.readFirst(findBinnedObject(id))).toBeUndefined();
    expect(site.measurementCount()).toBe(0);
    await expect(restoreFromBin(site.tenant, key, 'anna')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a deleted group', () => {
  test('leaves its members to the group it was in, and gets them back', async () => {
    const outer = await group('Outer');
    const inner = await group('Inner', outer);
    const deep = await group('Deep', inner);
    const { device } = await addDevice(site.tenant, { name: 'a', groupId: inner }, 'anna');
    const { device: moved } = await addDevice(site.tenant, { name: 'b', groupId: inner }, 'anna');
    await deleteToBin(site.tenant, inner, 'anna');
    expect(listGroups(site.tenant)).toMatchObject([{ id: deep, parentId: outer }, { id: outer, devices: 2 }]);
    expect(deviceDetail(site.tenant, device.id)).toMatchObject({ groupId: outer });
    await updateDevice(site.tenant, moved.id, { groupId: deep }, 'anna');
    await restoreFromBin(site.tenant, inner, 'anna');
    expect(listGroups(site.tenant)).toMatchObject([{ id: deep, parentId: inner, devices: 1 }, { id: inner, parentId: outer, devices: 2 }, { id: outer, devices: 2 }]);
    expect(deviceDetail(site.tenant, device.id)).toMatchObject({ groupId: inner });
    expect(deviceDetail(site.tenant, moved.id)).toMatchObject({ groupId: deep });
  });

  test('can be restored when its parent is gone', async () => {
    const outer = await group('Outer');
    const inner = await group('Inner', outer);
    await deleteToBin(site.tenant, inner, 'anna');
    await deleteToBin(site.tenant, outer, 'anna');
    await restoreFromBin(site.tenant, inner, 'anna');
    expect(listGroups(site.tenant)).toMatchObject([{ id: inner, parentId: null }]);
    expect(listBin(site.tenant, { limit: 1 })).toMatchObject({ total: 1, more: false, objects: [{ kind: 'group', name: 'Outer' }] });
    expect(site.tenant.database.readFirst(findObject(Number(outer)))).toBeUndefined();
  });
});

describe('a group', () => {
  test('is renamed and moved, not into itself', async () => {
    const [a, b] = [await group('A'), await group('B')];
    expect(await updateGroup(site.tenant, b, { name: 'C', parentId: a }, 'anna')).toMatchObject({ name: 'C', parentId: a });
    await expect(updateGroup(site.tenant, a, { parentId: b }, 'anna')).rejects.toMatchObject({ code: 'invalid' });
    await expect(updateGroup(site.tenant, '999', { name: 'x' }, 'anna')).rejects.toMatchObject({ code: 'invalid' });
    expect(await updateGroup(site.tenant, b, { parentId: null }, 'anna')).toMatchObject({ parentId: null });
    expect(site.audited().at(-1)?.changes).toBe(`[{"attribute":"parentId","previousValue":${a},"newValue":null}]`);
  });
});
