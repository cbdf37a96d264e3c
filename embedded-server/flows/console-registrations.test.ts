import { afterEach, beforeEach, expect, test } from 'vitest';

import { minuteMs, TestSite } from '../testing/test-site.ts';
import { acceptRegistration, announceDevices, listRegistrations, refuseRegistration } from './console-registrations.ts';
import { deviceRequests, requestCredential } from './device-registration.ts';
import { createManagedObject } from './object-creation.ts';

let site: TestSite;

beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

function state(id: string) {
  return listRegistrations(site.tenant).registrations.find((one) => one.id === id);
}

const knock = (id: string, securityToken: string | null = null) => requestCredential(site.tenant, { id, securityToken }, '10.0.0.7');

test('an agent is announced, knocks, is accepted and fetches its credential; every step is told as it is', async () => {
  expect(await announceDevices(site.tenant, ['rpi-1', 'rpi-2', 'rpi-1'], null, 'maija')).toEqual({ announced: 2, refused: [] });
  expect(state('rpi-1')).toMatchObject({ state: 'announced', address: null, announcedBy: 'maija' });
  await expect(acceptRegistration(site.tenant, 'rpi-1', null, 'maija')).rejects.toMatchObject({ code: 'invalid' });
  await expect(knock('rpi-1')).rejects.toMatchObject({ code: 'not-found' });
  expect(state('rpi-1')).toMatchObject({ state: 'knocking', address: '10.0.0.7', changedMs: site.clock.now() });
  site.clock.advance(16 * minuteMs);
  expect(state('rpi-1')).toMatchObject({ state: 'lapsed' });
  await expect(knock('rpi-1')).rejects.toMatchObject({ code: 'not-found' });
  await acceptRegistration(site.tenant, 'rpi-1', null, 'maija');
  expect(state('rpi-1')).toMatchObject({ state: 'accepted', untilMs: site.clock.now() + 15 * minuteMs });
  const credential = await knock('rpi-1');
  expect(state('rpi-1')).toMatchObject({ state: 'connected', deviceId: null });
  const caller = { kind: 'device', tenant: 'main', userName: credential.userName, deviceId: null } as const;
  const { id } = await createManagedObject(site.tenant, caller, { name: 'Pi', type: null, fragments: { c8y_IsDevice: {} } });
  expect(state('rpi-1')).toMatchObject({ deviceId: String(id) });
  expect(deviceRequests(site.tenant, 10, 0).map((row) => row.id)).toEqual(['rpi-2']);
  expect(site.audited().map(({ activity }) => activity)).toEqual(['Device announced', 'Device announced', 'Device accepted']);
});

test('an acceptance nobody used is over, and the agent has to knock again', async () => {
  await announceDevices(site.tenant, ['a'], null, 'maija');
  await expect(knock('a')).rejects.toThrow();
  await acceptRegistration(site.tenant, 'a', null, 'maija');
  site.clock.advance(16 * minuteMs);
  expect(state('a')).toMatchObject({ state: 'expired' });
  await expect(knock('a')).rejects.toThrow();
  expect(state('a')).toMatchObject({ state: 'knocking' });
});

test('only the token that was announced, or given on accepting, gets in', async () => {
  await announceDevices(site.tenant, ['a'], '4711', 'maija');
  await expect(knock('a', '1')).rejects.toThrow();
  expect(state('a')).toMatchObject({ state: 'announced', hasToken: true });
  await expect(knock('a', '4711')).rejects.toThrow();
  await acceptRegistration(site.tenant, 'a', null, 'maija');
  await expect(knock('a', '1')).rejects.toThrow();
  await expect(knock('a', '4711')).resolves.toMatchObject({ userName: 'device_a' });
});

test('what is announced or registered already is refused and told; what was refused may be announced anew', async () => {
  await announceDevices(site.tenant, ['a'], null, 'maija');
  expect(await announceDevices(site.tenant, ['a', 'b'], null, 'maija')).toEqual({ announced: 1, refused: [{ id: 'a' }] });
  await refuseRegistration(site.tenant, 'a', 'maija');
  await expect(refuseRegistration(site.tenant, 'a', 'maija')).rejects.toMatchObject({ code: 'not-found' });
  expect(await announceDevices(site.tenant, ['a'], null, 'maija')).toMatchObject({ announced: 1 });
});
