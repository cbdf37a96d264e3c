import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { RuleDraft } from '#contract/rules.ts';

import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { alarmJournal } from './console-alarms.ts';
import { listDevices } from './console-devices.ts';
import { changeObject } from './managed-object-writes.ts';
import { addChild, removeChild } from './managed-object-children.ts';
import { evaluateRules, tickRules } from './rule-evaluation.ts';
import { addRule } from './rule-changes.ts';
import { siteSummary } from './site-summary.ts';

let site: TestSite;
let freezer: number;

function rule(change: Partial<RuleDraft> = {}) {
  return addRule(site.tenant, { ...tooWarm, ...change }, 'maija');
}

function forMinutes(minutes: number, clearMinutes = 0): RuleDraft['condition'] {
  return { kind: 'threshold', direction: 'above', limit: 8, deadband: 0.5, forMs: minutes * minuteMs, clearForMs: clearMinutes * minuteMs };
}

function silence(afterMinutes: number | null): Partial<RuleDraft> {
  const condition = { kind: 'silence', afterMs: afterMinutes === null ? null : afterMinutes * minuteMs } as const;
  return { name: 'Silent', series: null, condition, text: 'silent', severity: 'CRITICAL' };
}

beforeEach(async () => {
  site = new TestSite();
  freezer = await site.addObject('Freezer 2');
});
afterEach(() => site.end());

describe('a reading past the limit', () => {
  test('has raised its alarm once it is acknowledged, with all that explains it', async () => {
    const { id } = await rule();
    await site.measure(freezer, 9.5);
    const nowMs = site.clock.now();
    expect(site.open()).toEqual([
      expect.objectContaining({
        deviceId: String(freezer),
        deviceName: 'Freezer 2',
        type: `valvomo_rule_${id}`,
        text: 'too warm',
        severity: 'MAJOR',
        sinceMs: nowMs,
        count: 1,
        late: false,
        help: 'Close the door.',
        cause: { ruleId: id, seriesId: expect.stringMatching(/^\d+$/), limit: 8, value: 9.5, unit: 'C' },
        latest: { timeMs: nowMs, value: 9.5 },
      }),
    ]);
    expect(site.toldAlarms()).toEqual(site.open());
  });

  test('raises once; back by the deadband it ends and stays until somebody takes notice', async () => {
    await rule();
    for (const value of [9, 10, 7.8]) await site.measure(freezer, value);
    expect(site.open()).toMatchObject([{ count: 1, state: { active: true } }]);
    site.clock.advance(minuteMs);
    await site.measure(freezer, 7.5);
    expect(site.open()).toMatchObject([{ endedMs: site.clock.now(), state: { active: false, acknowledged: false } }]);
  });

  test('again is a new alarm and still one row', async () => {
    await rule();
    for (const value of [9, 7, 9]) {
      site.clock.advance(minuteMs);
      await site.measure(freezer, value);
    }
    expect(site.open()).toHaveLength(1);
    const journal = alarmJournal(site.tenant, { limit: 10 }).alarms;
    expect(journal.map(({ state }) => [state.active, state.superseded])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(journal[0]?.id).toBe(site.open()[0]?.id);
  });

  test('that arrived over an hour late marks the alarm late', async () => {
    await rule();
    await site.measure(freezer, 9, 61 * minuteMs);
    expect(site.open()).toMatchObject([{ late: true, sinceMs: site.clock.now() - 61 * minuteMs }]);
  });

  test('out of order changes nothing', async () => {
    await rule();
    await site.measure(freezer, 9);
    await site.measure(freezer, 2, 5 * minuteMs);
    expect(site.open()).toMatchObject([{ state: { active: true } }]);
  });

  test('that came before the rule says nothing, nor does an older one that comes after', async () => {
    await site.measure(freezer, 20);
    site.clock.advance(10 * minuteMs);
    await site.measure(freezer, 20);
    await rule();
    await site.measure(freezer, 20, 5 * minuteMs);
    expect(site.open()).toEqual([]);
    await site.restart();
    await site.measure(freezer, 20, 5 * minuteMs);
    expect(site.open()).toEqual([]);
    await site.measure(freezer, 20);
    expect(site.open()).toHaveLength(1);
  });
});

describe('scope', () => {
  test('a rule looks at its device only', async () => {
    const other = await site.addObject('Freezer 3');
    await rule({ scope: { kind: 'device', deviceId: String(other) } });
    await site.measure(freezer, 9);
    await site.measure(other, 9);
    expect(site.open().map(({ deviceName }) => deviceName)).toEqual(['Freezer 3']);
  });

  test('a group covers the groups in it; a device that leaves is not its business any more', async () => {
    const building = await site.addObject('Building', { c8y_IsDeviceGroup: {} });
    const store = await site.addObject('Cold store', { c8y_IsDeviceGroup: {} });
    const outside = await site.addObject('Freezer 3');
    await site.tenant.database.write(() => addChild(site.tenant, building, 'asset', store));
    await site.tenant.database.write(() => addChild(site.tenant, store, 'asset', freezer));
    await rule({ scope: { kind: 'group', groupId: String(building) } });
    await site.measure(freezer, 9);
    await site.measure(outside, 9);
    expect(site.open()).toMatchObject([{ deviceName: 'Freezer 2', groupId: expect.any(String), place: 'Cold store', state: { active: true } }]);
    await site.tenant.database.write(() => removeChild(site.tenant, store, 'asset', freezer));
    await site.pass(1);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });
});

describe('for some minutes', () => {
  test('raises with the reading that fills them', async () => {
    await rule({ condition: forMinutes(10) });
    const sinceMs = site.clock.now();
    await site.measure(freezer, 9);
    site.clock.advance(10 * minuteMs);
    await site.measure(freezer, 9.2);
    expect(site.open()).toMatchObject([{ sinceMs, timeMs: site.clock.now(), cause: { value: 9.2 } }]);
  });

  test('raises by the clock when no other reading comes, and tells it', async () => {
    await rule({ condition: forMinutes(10) });
    await site.measure(freezer, 9);
    await site.pass(9);
    expect(site.open()).toEqual([]);
    await site.pass(2);
    expect(site.open()).toMatchObject([{ timeMs: site.clock.now() - minuteMs, cause: { value: 9 } }]);
    expect(site.toldAlarms()).toHaveLength(1);
  });

  test('does not count time that only the wall clock made', async () => {
    await rule({ condition: forMinutes(10) });
    await site.measure(freezer, 9);
    await site.pass(1);
    site.clock.setWall(site.clock.now() + hours(24));
    await site.pass(1);
    expect(site.open()).toEqual([]);
  });

  test('ends by the clock likewise', async () => {
    await rule({ condition: forMinutes(0, 5) });
    await site.measure(freezer, 9);
    await site.measure(freezer, 7);
    await site.pass(4);
    expect(site.open()).toMatchObject([{ state: { active: true } }]);
    await site.pass(1);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });

  test('goes on across a restart; the time the core was down does not count by itself', async () => {
    await rule({ condition: forMinutes(10) });
    const sinceMs = site.clock.now();
    await site.measure(freezer, 9);
    await site.restart(8 * minuteMs);
    await site.pass(9);
    expect(site.open()).toEqual([]);
    await site.measure(freezer, 9.4);
    expect(site.open()).toMatchObject([{ sinceMs, cause: { value: 9.4 } }]);
  });

  test('the clock goes on from where it was after a restart', async () => {
    await rule({ condition: forMinutes(10) });
    await site.measure(freezer, 9);
    await site.pass(1);
    await site.restart(hours(5));
    await site.pass(11);
    expect(site.open()).toMatchObject([{ late: false, cause: { value: 9 } }]);
  });
});

function hours(count: number): number {
  return count * 60 * minuteMs;
}

describe('a restart', () => {
  test('keeps what was raised: no second alarm, and it ends by itself', async () => {
    await rule();
    await site.measure(freezer, 9);
    await site.restart();
    await site.measure(freezer, 9.5);
    expect(site.open()).toMatchObject([{ count: 1, state: { active: true } }]);
    await site.measure(freezer, 7);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
    expect(alarmJournal(site.tenant, { limit: 10 }).alarms).toHaveLength(1);
    expect(site.tenant.database.read({ sql: 'SELECT * FROM rule_states', parameters: [] })).toEqual([]);
  });

  test('does not let a reading from before it count again', async () => {
    await rule();
    await site.measure(freezer, 9);
    await site.restart();
    await site.measure(freezer, 2, minuteMs);
    expect(site.open()).toMatchObject([{ state: { active: true } }]);
  });

  test('leaves a window of a rate as it was', async () => {
    await rule({ condition: { kind: 'rate', direction: 'rising', change: 5, withinMs: 10 * minuteMs } });
    await site.measure(freezer, 2);
    site.clock.advance(4 * minuteMs);
    await site.measure(freezer, 4);
    await site.restart(3 * minuteMs);
    await site.measure(freezer, 7);
    expect(site.open()).toMatchObject([{ cause: { limit: null, value: 7 } }]);
  });
});

describe('silence', () => {
  test('is raised by the clock and ends with anything that arrives', async () => {
    await rule(silence(10));
    await site.measure(freezer, 1);
    const heardMs = site.clock.now();
    await site.pass(10);
    expect(site.open()).toEqual([]);
    await site.pass(1);
    expect(site.open()).toMatchObject([{ text: 'silent', sinceMs: heardMs, cause: { seriesId: null, limit: null, value: null } }]);
    await site.tenant.database.write(() => evaluateRules(site.tenant, freezer, [], site.clock.now()));
    expect(site.open()).toMatchObject([{ endedMs: site.clock.now(), state: { active: false } }]);
  });

  test('is believed where devices are counted: nobody is heard from whom an alarm calls silent', async () => {
    await rule(silence(2));
    await site.measure(freezer, 1);
    expect(siteSummary(site.tenant).fresh).toBe(1);
    await site.pass(3);
    expect(siteSummary(site.tenant).fresh).toBe(0);
    expect(listDevices(site.tenant, { contact: 'silent', limit: 5 }).devices).toMatchObject([{ id: String(freezer), contact: 'silent' }]);
    await site.measure(freezer, 1);
    expect([siteSummary(site.tenant).fresh, listDevices(site.tenant, { contact: 'silent', limit: 5 }).total]).toEqual([1, 0]);
  });

  test('is learned when no time is given', async () => {
    await rule(silence(null));
    for (let round = 0; round < 3; round += 1) {
      await site.measure(freezer, 1);
      site.clock.advance(2 * minuteMs);
    }
    await site.pass(3);
    expect(site.open()).toEqual([]);
    await site.pass(2);
    expect(site.open()).toHaveLength(1);
  });

  test('is the business of the devices in its scope', async () => {
    const other = await site.addObject('Freezer 3');
    await rule({ ...silence(10), scope: { kind: 'device', deviceId: String(other) } });
    await site.measure(freezer, 1);
    await site.measure(other, 1);
    await site.pass(11);
    expect(site.open().map(({ deviceName }) => deviceName)).toEqual(['Freezer 3']);
  });

  test('says nothing of devices never heard from', async () => {
    await rule(silence(10));
    await site.pass(100_000);
    expect(site.open()).toEqual([]);
  });

  test('is counted anew after the core was down, and is raised when it goes on', async () => {
    await rule(silence(10));
    await site.measure(freezer, 1);
    await site.restart(hours(8));
    await site.pass(9);
    expect(site.open()).toEqual([]);
    await site.pass(2);
    expect(site.open()).toHaveLength(1);
  });

  test('that was raised before a restart is not raised again', async () => {
    await rule(silence(10));
    await site.measure(freezer, 1);
    await site.pass(11);
    await site.restart();
    await site.pass(30);
    expect(alarmJournal(site.tenant, { limit: 10 }).alarms).toHaveLength(1);
    await site.measure(freezer, 1);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });

  test('makes no storm when the clock is set or the machine slept', async () => {
    await rule(silence(10));
    await site.measure(freezer, 1);
    await site.pass(1);
    site.clock.setWall(site.clock.now() + hours(24));
    await site.pass(1);
    expect(site.open()).toEqual([]);
    site.clock.setWall(site.clock.now() - hours(48));
    await site.pass(1);
    expect(site.open()).toEqual([]);
  });

  test('is told though the look at the clock waited long to be written', async () => {
    await rule(silence(10));
    await site.measure(freezer, 1);
    await site.pass(10);
    site.clock.advance(1);
    const looked = tickRules(site.tenant);
    // Other writes go first, and they take their time.
    site.clock.advance(minuteMs);
    await looked;
    expect(site.open()).toHaveLength(1);
  });

  test('of very many devices is told in slices, each of them once', async () => {
    await rule(silence(10));
    const devices = await Promise.all(Array.from({ length: 450 }, (_, index) => site.addObject(`Meter ${index}`)));
    await Promise.all(devices.map((device) => site.measure(device, 1)));
    await site.pass(11);
    expect(new Set(site.open().map(({ deviceId }) => deviceId)).size).toBe(450);
    expect(site.toldAlarms()).toHaveLength(450);
  });
});

describe('a unit that fails', () => {
  test('leaves alarms, rules and memory as they were', async () => {
    await rule({ condition: forMinutes(10) });
    await site.measure(freezer, 9);
    const seriesId = [...site.tenant.series.all()][0]?.id ?? 0;
    site.clock.advance(10 * minuteMs);
    const nowMs = site.clock.now();
    const point = { seriesId, deviceId: freezer, fragment: 'c8y_Temperature', series: 'T', times: [nowMs], values: [9], firstValue: 0, step: 1 };
    const failing = site.tenant.database.write(function* () {
      yield* evaluateRules(site.tenant, freezer, [point], nowMs);
      throw new Error('the unit fails after the rules');
    });
    await expect(failing).rejects.toThrow('after the rules');
    expect(site.open()).toEqual([]);
    expect(site.toldAlarms()).toEqual([]);
    await site.measure(freezer, 9);
    expect(site.open()).toMatchObject([{ count: 1 }]);
  });

  test('takes its readings back out of the window of a rate', async () => {
    await rule({ condition: { kind: 'rate', direction: 'rising', change: 5, withinMs: 10 * minuteMs } });
    await site.measure(freezer, 5);
    const seriesId = [...site.tenant.series.all()][0]?.id ?? 0;
    const nowMs = site.clock.now();
    const point = { seriesId, deviceId: freezer, fragment: 'c8y_Temperature', series: 'T', times: [nowMs], values: [-100], firstValue: 0, step: 1 };
    const failing = site.tenant.database.write(function* () {
      yield* evaluateRules(site.tenant, freezer, [point], nowMs);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await site.measure(freezer, 6);
    expect(site.open()).toEqual([]);
  });
});

describe('maintenance', () => {
  const inMaintenance = { c8y_RequiredAvailability: { responseInterval: 0 } };

  function setFragments(fragments: Record<string, unknown>) {
    return site.tenant.database.write(() => changeObject(site.tenant, freezer, { fragments }));
  }

  test('records without showing, and shows what is left when it is over', async () => {
    await rule();
    await setFragments(inMaintenance);
    await site.measure(freezer, 9);
    expect(site.open()).toEqual([]);
    expect(alarmJournal(site.tenant, { limit: 10 }).alarms).toMatchObject([{ state: { suppressed: 'maintenance', active: true } }]);
    await setFragments({ c8y_RequiredAvailability: { responseInterval: 30 } });
    expect(site.open()).toMatchObject([{ state: { suppressed: null, active: true } }]);
    expect(site.toldAlarms().at(-1)).toEqual(site.open()[0]);
  });

  test('leaves nothing behind of what ended meanwhile', async () => {
    await rule();
    await setFragments(inMaintenance);
    await site.measure(freezer, 9);
    await site.measure(freezer, 5);
    await setFragments({ c8y_RequiredAvailability: null });
    expect(site.open()).toEqual([]);
  });
});
