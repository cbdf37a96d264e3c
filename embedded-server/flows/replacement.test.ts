import { afterEach, beforeEach, expect, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { run } from '../db/unit.ts';
import { readPoints } from '../measurements/points/point-range.ts';
import { newDeviceCredential, verifyDeviceSecret } from '../tenants/device-credentials.ts';
import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { setOwner } from '../managed-objects/managed-object-store.ts';
import { alarmJournal } from './console-alarms.ts';
import { deviceDetail, listDevices } from './console-devices.ts';
import { replacementCandidates } from './console-replacements.ts';
import { requireTouch } from './device-scope.ts';
import { addExternalId } from './external-ids.ts';
import { linkChildren } from './managed-object-children.ts';
import { raiseFromWire } from './alarm-from-wire.ts';
import { replaceDevice, undoReplacement } from './replacement.ts';
import { resumeReplacements } from './replacement-moves.ts';
import { addRule } from './rule-changes.ts';
import { setPins, listPins } from './site-changes.ts';

const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;

let site: TestSite;
let old: number;
let unit: number;
let room: number;
let oldSecret: string;
let newSecret: string;

async function credential(id: number): Promise<string> {
  return site.tenant.database.write(function* () {
    const { secret } = yield* newDeviceCredential(`device_${id}`, id, site.clock.now());
    yield* run(setOwner(`device_${id}`, id));
    return secret;
  });
}

function values(id: number): number[] {
  const series = site.tenant.series.ofDevice(id)[0];
  if (!series) return [];
  const nowMs = site.clock.now();
  return readPoints(site.tenant.database, site.tenant.measurements, series, nowMs - 1e9, nowMs + 1).value.slice();
}

function signsIn(id: number, secret: string): number | null | undefined {
  return verifyDeviceSecret(site.tenant.database, `device_${id}`, secret)?.deviceId;
}

beforeEach(async () => {
  site = new TestSite();
  room = await site.addObject('Cold store', { c8y_IsDeviceGroup: {} });
  old = await site.addObject('Freezer', { c8y_IsDevice: {}, c8y_Hardware: { model: 'A' }, c8y_Notes: 'behind the shelf' });
  unit = await site.addObject('New sensor', { c8y_IsDevice: {}, c8y_Hardware: { model: 'B' }, c8y_SupportedOperations: ['c8y_Restart'] });
  await linkChildren({ tenant: site.tenant, caller: admin }, room, 'asset', [old]);
  await addExternalId(site.tenant, old, { type: 'c8y_Serial', externalId: 'old-1' });
  await addExternalId(site.tenant, old, { type: 'asset', externalId: 'F-7' });
  await addExternalId(site.tenant, unit, { type: 'c8y_Serial', externalId: 'new-1' });
  oldSecret = await credential(old);
  newSecret = await credential(unit);
  for (const value of [1, 2, 3]) {
    await site.measure(old, value);
    site.clock.advance(minuteMs);
  }
  for (const value of [4, 5]) {
    await site.measure(unit, value);
    site.clock.advance(minuteMs);
  }
});
afterEach(() => site.end());

test('the device keeps its id, name, group, notes and history; unit, serial number and credential are the new ones', async () => {
  await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  const device = deviceDetail(site.tenant, String(old));
  expect(device).toMatchObject({ name: 'Freezer', groupId: String(room), credentialName: `device_${unit}`, heardMs: site.clock.now() - minuteMs });
  expect(device.fragments).toMatchObject({ c8y_Hardware: { model: 'B' }, c8y_Notes: 'behind the shelf', c8y_SupportedOperations: ['c8y_Restart'] });
  expect(device.externalIds.map(({ externalId }) => externalId).sort()).toEqual(['F-7', 'new-1']);
  expect(device.life.replacements).toMatchObject([{ by: 'maija', undoable: true }]);
  expect(values(old)).toEqual([1, 2, 3, 4, 5]);
  expect(listDevices(site.tenant, { limit: 10 }).devices.map(({ name }) => name)).toEqual(['Freezer']);
  expect([...site.tenant.series.all()].map(({ deviceId }) => deviceId)).toEqual([old]);
});

test('the new unit goes on under its own id and secret; the old one is shut out', async () => {
  await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  expect(signsIn(unit, newSecret)).toBe(old);
  expect(signsIn(old, oldSecret)).toBeUndefined();
  const caller = { kind: 'device', tenant: 'main', userName: `device_${unit}`, deviceId: old } as const;
  expect(requireTouch({ tenant: site.tenant, caller }, String(unit))).toBe(old);
  await site.measure(unit, 6);
  expect(values(old)).toEqual([1, 2, 3, 4, 5, 6]);
  await site.restart();
  await site.measure(unit, 7);
  expect(values(old)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('alarms, pins and rules are the place’s: a rule goes on, alarms of both are in one journal', async () => {
  await addRule(site.tenant, tooWarm, 'maija');
  await site.measure(old, 20);
  const alarm = { type: 't', text: 'unit says', severity: 'MINOR', status: 'ACTIVE', timeMs: site.clock.now(), fragments: {} } as const;
  await raiseFromWire(site.tenant, { ...alarm, deviceId: unit }, 'device', site.clock.now());
  await setPins(site.tenant, [String(site.tenant.series.ofDevice(unit)[0]?.id)]);
  await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  const journal = alarmJournal(site.tenant, { deviceId: String(old), limit: 10 }).alarms;
  expect(journal.map(({ text }) => text).sort()).toEqual(['too warm', 'unit says']);
  expect(site.open().filter(({ state }) => state.active).map(({ text }) => text)).toEqual(['too warm']);
  expect(listPins(site.tenant)).toEqual([String(site.tenant.series.ofDevice(old)[0]?.id)]);
  site.clock.advance(minuteMs);
  await site.measure(unit, 2);
  expect(site.open().filter(({ state }) => state.active)).toEqual([]);
});

test('taken back, both are what they were', async () => {
  const before = [old, unit].map((id) => deviceDetail(site.tenant, String(id)));
  const { id } = await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  await undoReplacement(site.tenant, id, 'pekka');
  const after = [old, unit].map((each) => deviceDetail(site.tenant, String(each)));
  const told = ({ name, groupId, credentialName, externalIds, fragments }: (typeof before)[number]) => ({ name, groupId, credentialName, externalIds, fragments });
  expect(after.map(told)).toEqual(before.map(told));
  expect([values(old), values(unit)]).toEqual([[1, 2, 3], [4, 5]]);
  expect([signsIn(old, oldSecret), signsIn(unit, newSecret)]).toEqual([old, unit]);
  await expect(undoReplacement(site.tenant, id, 'pekka')).rejects.toMatchObject({ code: 'not-found' });
  await site.restart();
  expect([values(old), values(unit)]).toEqual([[1, 2, 3], [4, 5]]);
});

test('equal times of both units are kept side by side', async () => {
  await site.measure(old, 8);
  await site.measure(unit, 9);
  await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  const series = site.tenant.series.ofDevice(old)[0];
  expect(series?.latest).toMatchObject({ timeMs: site.clock.now() });
  expect(site.measurementCount(old)).toBe(7);
});

test('a unit that is not connected yet gets a secret; the old one stops working, and works again when taken back', async () => {
  const { id, secret } = await replaceDevice(site.tenant, String(old), null, 'maija');
  expect(verifyDeviceSecret(site.tenant.database, secret?.userName ?? '', secret?.secret ?? '')?.deviceId).toBe(old);
  expect(signsIn(old, oldSecret)).toBeUndefined();
  await undoReplacement(site.tenant, id, 'maija');
  expect(signsIn(old, oldSecret)).toBe(old);
});

test('what a stop interrupts goes on at the next start', async () => {
  await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  await site.tenant.database.write(function* () {
    yield* run({ sql: "UPDATE replacements SET stage = 'moving'", parameters: [] });
  });
  await site.restart();
  await resumeReplacements(site.tenant);
  expect(deviceDetail(site.tenant, String(old)).life.replacements).toMatchObject([{ undoable: true }]);
  expect(values(old)).toEqual([1, 2, 3, 4, 5]);
});

test('what cannot be: itself, a group, what hangs on it, what is not there, too late', async () => {
  const child = await site.addObject('Probe');
  await linkChildren({ tenant: site.tenant, caller: admin }, old, 'device', [child]);
  for (const wrong of [old, room, child]) {
    await expect(replaceDevice(site.tenant, String(old), String(wrong), 'maija')).rejects.toMatchObject({ code: 'invalid' });
  }
  await expect(replaceDevice(site.tenant, String(old), '999', 'maija')).rejects.toBeInstanceOf(ExpectedError);
  expect(replacementCandidates(site.tenant, String(old), undefined).candidates.map(({ name }) => name)).toEqual(['New sensor']);
  const { id } = await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  site.clock.advance(8 * 24 * 60 * minuteMs);
  await expect(undoReplacement(site.tenant, id, 'maija')).rejects.toMatchObject({ code: 'conflict' });
});

test('a new gateway brings what hangs on it', async () => {
  const probe = await site.addObject('Probe');
  await linkChildren({ tenant: site.tenant, caller: admin }, unit, 'device', [probe]);
  const { id } = await replaceDevice(site.tenant, String(old), String(unit), 'maija');
  expect(deviceDetail(site.tenant, String(old)).life.children).toMatchObject([{ name: 'Probe' }]);
  await undoReplacement(site.tenant, id, 'maija');
  expect(deviceDetail(site.tenant, String(unit)).life.children).toMatchObject([{ name: 'Probe' }]);
  expect(deviceDetail(site.tenant, String(old)).life.children).toEqual([]);
});
