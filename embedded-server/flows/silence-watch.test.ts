import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { unavailabilityAlarmType } from '#contract/alarms.ts';

import { minuteMs, TestSite } from '../testing/test-site.ts';
import { clearAlarm, deleteAlarm } from './alarm-changes.ts';
import { noteArrival } from './arrival.ts';
import { linkChildren } from './managed-object-children.ts';
import { updateManagedObject } from './managed-object-writes.ts';
import { endDueMaintenances, startMaintenance } from './maintenance.ts';
import { watchSilence } from './silence-watch.ts';

let site: TestSite;

beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;

function look(): Promise<void> {
  return watchSilence(site.tenant, site.clock.now());
}

/** Time passes minute by minute, the core looking each minute; `speaking` send a reading each. */
async function pass(minutes: number, ...speaking: number[]): Promise<void> {
  for (let at = 0; at < minutes; at += 1) {
    site.clock.advance(minuteMs);
    for (const id of speaking) await site.measure(id, 5);
    await look();
  }
}

function silent(): { deviceId: string; text: string }[] {
  return site.open().filter(({ type, state }) => type === unavailabilityAlarmType && state.active);
}

describe('a device that spoke every minute for hours', () => {
  let pump: number;

  beforeEach(async () => {
    pump = await site.addObject('Pump');
    await pass(90, pump);
  });

  test('is told of after five silent minutes, once, and the next reading ends it', async () => {
    await pass(5);
    expect(silent()).toEqual([]);
    await pass(1);
    expect(silent()).toMatchObject([{ deviceId: String(pump), text: 'not heard from', severity: 'MAJOR', count: 1 }]);
    await pass(120);
    expect(silent()).toMatchObject([{ count: 1 }]);
    await site.measure(pump, 5);
    expect(silent()).toEqual([]);
    await pass(5, pump);
    expect(silent()).toEqual([]);
  });

  test.each([
    ['an event or heartbeat', (id: number) => site.tenant.database.write(() => noteArrival(site.tenant, id, site.clock.now()))],
    ['an old reading', (id: number) => site.measure(id, 5, 24 * 60 * minuteMs)],
  ])('is heard again by %s', async (_, arrive) => {
    await pass(6);
    await arrive(pump);
    expect(silent()).toEqual([]);
  });

  test('a reading that stands in the queue before the look keeps the alarm from being raised', async () => {
    site.clock.advance(7 * minuteMs);
    const arriving = site.measure(pump, 5);
    await Promise.all([arriving, look()]);
    expect(silent()).toEqual([]);
    expect(site.toldAlarms()).toEqual([]);
  });

  test('a reading that comes while the alarm is being raised ends it', async () => {
    site.clock.advance(7 * minuteMs);
    const looking = look();
    await Promise.all([looking, site.measure(pump, 5)]);
    expect(silent()).toEqual([]);
    await pass(3, pump);
    expect(silent()).toEqual([]);
  });

  test('a restart keeps the alarm and the next reading ends it', async () => {
    await pass(6);
    await site.restart(3 * minuteMs);
    await look();
    expect(silent()).toHaveLength(1);
    await site.measure(pump, 5);
    expect(silent()).toEqual([]);
    await site.restart();
    await pass(2, pump);
    expect(silent()).toEqual([]);
  });

  test('time in which the core was down is nobody’s silence', async () => {
    await site.restart(600 * minuteMs);
    await pass(5);
    expect(silent()).toEqual([]);
    await pass(2);
    expect(silent()).toHaveLength(1);
  });

  test('nor is time the clock jumped over', async () => {
    site.clock.setWall(site.clock.now() + 600 * minuteMs);
    await look();
    await pass(4);
    expect(silent()).toEqual([]);
  });

  test('a clock set back does not leave the alarm behind', async () => {
    await pass(6);
    site.clock.setWall(site.clock.now() - 600 * minuteMs);
    await look();
    await site.measure(pump, 5);
    await look();
    expect(silent()).toEqual([]);
    await pass(4, pump);
    expect(silent()).toEqual([]);
  });

  test('nobody is told in maintenance, and is once it is over', async () => {
    const untilMs = site.clock.now() + 30 * minuteMs;
    await startMaintenance(site.tenant, String(pump), { untilMs, reason: 'new seal', by: 'maija', mayMs: Infinity });
    await pass(29);
    expect(silent()).toEqual([]);
    site.clock.advance(minuteMs);
    await endDueMaintenances(site.tenant, site.clock.now());
    await look();
    expect(silent()).toHaveLength(1);
  });

  test('people cannot end it while it is so; deleted, it is told anew', async () => {
    await pass(6);
    const id = Number(site.open()[0]?.id);
    await expect(clearAlarm(site.tenant, id, 'maija')).rejects.toMatchObject({ code: 'conflict' });
    await deleteAlarm(site.tenant, id, 'maija');
    await pass(2);
    expect(silent()).toHaveLength(1);
  });

  test('what somebody asked for goes before what was learned', async () => {
    await updateManagedObject(site.tenant, pump, { fragments: { c8y_RequiredAvailability: { responseInterval: 30 } } }, { arrivalMs: site.clock.now() });
    await pass(30);
    expect(silent()).toEqual([]);
    await pass(2);
    expect(silent()).toHaveLength(1);
  });
});

test('what was replayed at full speed raises nothing afterwards', async () => {
  const replayed = await site.addObject('Replayed');
  for (let at = 0; at < 400; at += 1) {
    await site.measure(replayed, 5, (20_000 - at * 5) * minuteMs);
    site.clock.advance(12_000);
  }
  await pass(200);
  expect(silent()).toEqual([]);
});

describe('a gateway', () => {
  let gateway: number;
  let meters: number[];

  beforeEach(async () => {
    gateway = await site.addObject('Gateway', { c8y_IsDevice: {}, com_cumulocity_model_Agent: {} });
    meters = [];
    for (let at = 0; at < 8; at += 1) meters.push(await site.addObject(`Meter ${at}`));
    await linkChildren({ tenant: site.tenant, caller: admin }, gateway, 'device', meters);
    await pass(90, ...meters);
  });

  test('that dies makes one alarm, its own, which ends with the first sign of life', async () => {
    await pass(30);
    expect(silent()).toMatchObject([{ deviceId: String(gateway), text: 'not heard from, nor what hangs on it' }]);
    await pass(1, meters[3] ?? 0);
    expect(silent()).toEqual([]);
    await pass(60, ...meters);
    expect(silent()).toEqual([]);
    expect(site.toldAlarms().filter(({ state }) => state.active)).toHaveLength(1);
  });

  test('that lives leaves a silent meter its own alarm', async () => {
    const [dead, ...others] = meters;
    await pass(7, ...others);
    expect(silent()).toMatchObject([{ deviceId: String(dead) }]);
  });

  test('that comes back without one of its meters tells of that one, after its time', async () => {
    const [dead, ...others] = meters;
    await pass(30);
    await pass(4, ...others);
    expect(silent()).toEqual([]);
    await pass(3, ...others);
    expect(silent()).toMatchObject([{ deviceId: String(dead), text: 'not heard from' }]);
  });

  test('is remembered over a restart', async () => {
    await pass(30);
    await site.restart(minuteMs);
    await pass(20);
    expect(silent()).toHaveLength(1);
    await pass(1, meters[0] ?? 0);
    expect(silent()).toEqual([]);
  });
});
