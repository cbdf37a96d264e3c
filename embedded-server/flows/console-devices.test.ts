import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { FeedMessage } from '#contract/feed.ts';

import { batchOf } from '../measurements/measurement-batch.ts';
import type { Column } from '../measurements/measurement.ts';
import { verifyDeviceSecret } from '../tenants/device-credentials.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { addDevice, renewSecret, updateDevice } from './console-device-changes.ts';
import { deviceDetail, listDevices } from './console-devices.ts';
import { addGroup, listGroups } from './console-groups.ts';
import { addExternalId } from './external-ids.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { requireObject, type Scoped } from './device-scope.ts';
import { recordEvent } from './event-writes.ts';
import { ingestMeasurements } from './ingest.ts';
import type { OpenTenant } from './open-tenant.ts';
import { closeTenant, openTenant } from './tenant-opening.ts';

let folder: string;
let clock: FakeClock;
let tenant: OpenTenant;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-devices-'));
  clock = new FakeClock();
  tenant = openTenant('main', folder, clock, 'epoch');
});
afterEach(async () => {
  await closeTenant(tenant);
  rmSync(folder, { recursive: true, force: true });
});

async function reopen(): Promise<void> {
  await closeTenant(tenant);
  tenant = openTenant('main', folder, clock, 'epoch');
}

async function add(name: string, more: { type?: string; groupId?: string } = {}): Promise<string> {
  return (await addDevice(tenant, { name, ...more }, 'anna')).device.id;
}

async function group(name: string, parentId?: string): Promise<string> {
  return (await addGroup(tenant, { name, parentId }, 'anna')).id;
}

function names(query: Partial<Parameters<typeof listDevices>[1]> = {}): string[] {
  return listDevices(tenant, { limit: 200, ...query }).devices.map(({ name }) => name);
}

describe('adding a device', () => {
  it('gives it a credential of its own that opens only it', async () => {
    const { device, secret } = await addDevice(tenant, { name: 'Freezer', type: 'freezer' }, 'anna');
    expect(device).toMatchObject({ name: 'Freezer', type: 'freezer', contact: 'never', groupId: null, credentialName: `device_${device.id}` });
    expect(secret).toMatchObject({ tenant: 'main', userName: `device_${device.id}` });
    expect(verifyDeviceSecret(tenant.database, secret.userName, secret.secret)).toEqual({ deviceId: Number(device.id) });
    const scoped: Scoped = { tenant, caller: { kind: 'user', tenant: 'main', userName: 'anna', role: 'admin' } };
    expect(requireObject(scoped, device.id).owner).toBe(secret.userName);
  });

  it('puts it in a group, or refuses one that is not there', async () => {
    const groupId = await group('Cellar');
    const id = await add('Freezer', { groupId });
    expect(deviceDetail(tenant, id)).toMatchObject({ groupId, groupName: 'Cellar' });
    await expect(add('lost', { groupId: '999999' })).rejects.toMatchObject({ code: 'invalid', fields: { groupId: expect.any(String) } });
    await expect(add('odd', { groupId: id })).rejects.toMatchObject({ code: 'invalid' });
    expect(names()).toEqual(['Freezer']);
  });

  it('renews the secret; the old one stops working', async () => {
    const { device, secret } = await addDevice(tenant, { name: 'a' }, 'anna');
    const renewed = await renewSecret(tenant, device.id, 'anna');
    expect(renewed.userName).toBe(secret.userName);
    expect(verifyDeviceSecret(tenant.database, secret.userName, secret.secret)).toBeNull();
    expect(verifyDeviceSecret(tenant.database, renewed.userName, renewed.secret)).toEqual({ deviceId: Number(device.id) });
    await expect(renewSecret(tenant, '999999', 'anna')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells the console once it is on disk', async () => {
    const told: FeedMessage[] = [];
    tenant.feed.subscribe(null, (message) => told.push(message));
    await add('a');
    await group('g');
    expect(told.filter(({ kind }) => kind === 'changed')).toMatchObject([{ subject: 'devices' }, { subject: 'groups' }]);
  });
});

describe('changing a device', () => {
  it('changes what is mentioned and moves it between groups', async () => {
    const [cellar, attic] = [await group('Cellar'), await group('Attic')];
    const id = await add('old', { type: 't', groupId: cellar });
    expect(await updateDevice(tenant, id, { name: 'new' }, 'anna')).toMatchObject({ name: 'new', type: 't', groupId: cellar });
    expect(await updateDevice(tenant, id, { groupId: attic, type: null }, 'anna')).toMatchObject({ type: null, groupId: attic, groupName: 'Attic' });
    expect([...tenant.groups.ancestorsOf(Number(id))]).toEqual([Number(attic)]);
    expect(await updateDevice(tenant, id, { groupId: null }, 'anna')).toMatchObject({ groupId: null, groupName: null });
    await expect(updateDevice(tenant, id, { name: 'x', groupId: '999999' }, 'anna')).rejects.toMatchObject({ code: 'invalid' });
    expect(deviceDetail(tenant, id).name).toBe('new');
  });

  it('remembers the group after a restart', async () => {
    const site = await group('Site');
    const cellar = await group('Cellar', site);
    const id = await add('a', { groupId: cellar });
    await reopen();
    expect([...tenant.groups.ancestorsOf(Number(id))]).toEqual([Number(cellar), Number(site)]);
  });
});

describe('the list', () => {
  it('goes by name, page by page, whatever happens in between', async () => {
    for (const name of ['c', 'A', 'b', 'a', 'D']) await add(name);
    const first = listDevices(tenant, { limit: 2 });
    expect(first.devices.map(({ name }) => name)).toEqual(['A', 'a']);
    expect(first.total).toBe(5);
    const second = listDevices(tenant, { limit: 2, after: first.cursor ?? '' });
    expect(second.devices.map(({ name }) => name)).toEqual(['b', 'c']);
    const scoped: Scoped = { tenant, caller: { kind: 'user', tenant: 'main', userName: 'anna', role: 'admin' } };
    await deleteManagedObject(scoped, requireObject(scoped, second.devices[1]?.id ?? ''), 'none');
    const third = listDevices(tenant, { limit: 2, after: second.cursor ?? '' });
    expect(third).toMatchObject({ devices: [{ name: 'D' }], cursor: null });
  });

  it('finds parts of names, types, groups and external ids, whatever their case', async () => {
    const groupId = await group('Kylmähuone');
    await add('Öljysäiliö 1', { type: 'Tank' });
    await add('plain', { groupId });
    const serial = await add('numbered');
    await addExternalId(tenant, Number(serial), { type: 'c8y_Serial', externalId: 'SN-4711' });
    await add('100 %_*[x]');
    expect(names({ search: 'öLJY' })).toEqual(['Öljysäiliö 1']);
    expect(names({ search: 'tANK' })).toEqual(['Öljysäiliö 1']);
    expect(names({ search: 'KYLMÄ' })).toEqual(['plain']);
    expect(names({ search: 'sn-47' })).toEqual(['numbered']);
    expect(names({ search: '%_*[X]' })).toEqual(['100 %_*[x]']);
    expect(names({ search: '?' })).toEqual([]);
    expect(names({ search: 'nothing like it' })).toEqual([]);
    expect(listDevices(tenant, { limit: 1, search: 'n' }).total).toBe(3);
    expect(names({ search: '  ' })).toHaveLength(4);
  });

  it('narrows to a group with the groups in it', async () => {
    const site = await group('Site');
    const cellar = await group('Cellar', site);
    await add('in the cellar', { groupId: cellar });
    await add('on the site', { groupId: site });
    await add('elsewhere');
    expect(names({ groupId: site })).toEqual(['in the cellar', 'on the site']);
    expect(names({ groupId: cellar })).toEqual(['in the cellar']);
    expect(names({ groupId: 'x' })).toEqual([]);
    expect(listGroups(tenant)).toEqual([
      { id: cellar, name: 'Cellar', parentId: site, devices: 1, maintenance: null },
      { id: site, name: 'Site', parentId: null, devices: 2, maintenance: null },
    ]);
  });

  it('narrows to silent devices', async () => {
    const silent = await add('silent');
    await add('never');
    const event = { sourceId: Number(silent), type: 't', text: 'x', timeMs: clock.now(), fragments: {} };
    await recordEvent(tenant, event, clock.now());
    expect(names({ contact: 'silent' })).toEqual([]);
    expect(listDevices(tenant, { limit: 9 }).devices.map(({ contact }) => contact)).toEqual(['never', 'fresh']);
    clock.advance(24 * 60 * 60_000);
    expect(names({ contact: 'silent' })).toEqual(['silent']);
  });

  it('tells the series a device sent first', async () => {
    const id = await add('Freezer');
    expect(listDevices(tenant, { limit: 9 }).devices[0]?.firstSeriesId).toBeNull();
    const columns: Column[] = [['air', 'temperature', '°C'], ['coil', 'temperature', '°C']];
    const measurement = { sourceId: Number(id), timeMs: clock.now(), type: 't', columns, samples: [-20, -25], extras: null };
    await ingestMeasurements(tenant, { measurements: batchOf([measurement]), arrivalMs: clock.now(), idempotency: null });
    const [device] = listDevices(tenant, { limit: 9 }).devices;
    expect(deviceDetail(tenant, id).series[0]).toMatchObject({ id: device?.firstSeriesId, fragment: 'air' });
  });
});

describe('one device', () => {
  it('shows what is known of it', async () => {
    const id = await add('a');
    await addExternalId(tenant, Number(id), { type: 'c8y_Serial', externalId: 'SN' });
    expect(deviceDetail(tenant, id)).toMatchObject({
      id,
      externalIds: [{ type: 'c8y_Serial', externalId: 'SN' }],
      series: [],
      alarms: [],
      fragments: { c8y_IsDevice: {} },
    });
    expect(() => deviceDetail(tenant, '999999')).toThrow('No managedObject');
  });
});
