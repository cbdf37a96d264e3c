import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { PostedAlarm } from '../alarms/posted-alarm.ts';
import { TestSite, tooWarm } from '../testing/test-site.ts';
import {
  acknowledgeAlarm,
  addAlarmNote,
  clearAlarm,
  deleteAlarm,
  editAlarm,
  unacknowledgeAlarm,
} from './alarm-changes.ts';
import { raiseFromWire } from './alarm-from-wire.ts';
import { alarmJournal, consoleAlarm, openAlarmCounts, openAlarms, openAlarmsByDevice } from './console-alarms.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { requireObject } from './device-scope.ts';
import { addRule } from './rule-changes.ts';

let site: TestSite;
let door: number;

beforeEach(async () => {
  site = new TestSite();
  door = await site.addObject('Dock door');
});
afterEach(() => site.end());

async function raise(change: Partial<PostedAlarm> = {}): Promise<number> {
  const now = site.clock.now();
  const posted: PostedAlarm = {
    ...{ deviceId: door, type: 'open', text: 'door open', severity: 'MINOR', status: 'ACTIVE', timeMs: now, fragments: {} },
    ...change,
  };
  const alarm = await raiseFromWire(site.tenant, posted, 'device_1', now);
  return alarm?.id ?? 0;
}

async function raiseByRule(): Promise<number> {
  await addRule(site.tenant, tooWarm, 'maija');
  await site.measure(door, 9);
  return Number(site.open()[0]?.id);
}

function changes(): unknown[] {
  return site.audited().filter(({ source, activity }) => source !== null && activity === 'Alarm updated').map((record) => JSON.parse(record.changes));
}

describe('people', () => {
  test('acknowledge, take it back, and each is told and audited once', async () => {
    const id = await raise();
    const nowMs = site.clock.now();
    expect(await acknowledgeAlarm(site.tenant, id, 'maija')).toMatchObject({ acknowledgedBy: 'maija', acknowledgedMs: nowMs });
    await acknowledgeAlarm(site.tenant, id, 'pekka');
    expect(await unacknowledgeAlarm(site.tenant, id, 'maija')).toMatchObject({ acknowledgedBy: null, acknowledgedMs: null });
    expect(site.toldAlarms().map(({ state }) => state.acknowledged)).toEqual([false, true, false]);
    expect(changes()).toHaveLength(2);
    expect(changes()[0]).toContainEqual({ attribute: 'status', previousValue: 'ACTIVE', newValue: 'ACKNOWLEDGED' });
  });

  test('clear what no rule holds up, and it is gone from the open ones', async () => {
    const id = await raise();
    await clearAlarm(site.tenant, id, 'maija');
    expect(site.open()).toEqual([]);
    expect(consoleAlarm(site.tenant, id)).toMatchObject({ endedMs: site.clock.now(), acknowledgedBy: 'maija' });
  });

  test('cannot clear what its rule still sees, and can once it is over', async () => {
    const id = await raiseByRule();
    await expect(clearAlarm(site.tenant, id, 'maija')).rejects.toMatchObject({ code: 'conflict' });
    await site.measure(door, 5);
    await clearAlarm(site.tenant, id, 'maija');
    expect(site.open()).toEqual([]);
  });

  test('add notes', async () => {
    const id = await raise();
    const { notes } = await addAlarmNote(site.tenant, id, 'maija', 'Blocked for unloading.');
    expect(notes).toEqual([{ timeMs: site.clock.now(), by: 'maija', text: 'Blocked for unloading.' }]);
  });

  test.each([acknowledgeAlarm, unacknowledgeAlarm, clearAlarm])('are told that an alarm is not there', async (act) => {
    await expect(act(site.tenant, 999, 'maija')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('editing', () => {
  const device = { name: 'device_1', person: false };

  test('of nothing new writes no audit record and tells nobody', async () => {
    const id = await raise();
    const told = site.toldAlarms().length;
    await editAlarm(site.tenant, id, { text: 'door open', status: 'ACTIVE', severity: 'MINOR' }, device);
    expect(changes()).toEqual([]);
    expect(site.toldAlarms()).toHaveLength(told);
  });

  test('cannot bring back an alarm whose condition was raised again since', async () => {
    const id = await raise();
    await editAlarm(site.tenant, id, { status: 'CLEARED' }, device);
    await editAlarm(site.tenant, id, { status: 'ACTIVE' }, device);
    await editAlarm(site.tenant, id, { status: 'CLEARED' }, device);
    const newer = await raise();
    expect(newer).not.toBe(id);
    await expect(editAlarm(site.tenant, id, { status: 'ACTIVE' }, device)).rejects.toMatchObject({ code: 'conflict' });
  });

  test("cannot clear a rule's alarm while it holds, nor bring it back", async () => {
    const id = await raiseByRule();
    const person = { name: 'maija', person: true };
    await expect(editAlarm(site.tenant, id, { status: 'CLEARED' }, person)).rejects.toMatchObject({ code: 'conflict' });
    await site.measure(door, 5);
    await expect(editAlarm(site.tenant, id, { status: 'ACTIVE' }, person)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('what the console reads', () => {
  test('comes worst first, then newest, with one row a condition', async () => {
    const minor = await raise();
    const warning = await raise({ type: 'a', severity: 'WARNING' });
    site.clock.advance(1000);
    const newerWarning = await raise({ type: 'b', severity: 'WARNING' });
    const critical = await raise({ type: 'c', severity: 'CRITICAL' });
    await raise({ type: 'c' });
    expect(site.open().map(({ id }) => Number(id))).toEqual([critical, minor, newerWarning, warning]);
    expect(openAlarms(site.tenant).total).toBe(4);
  });

  test('counts by severity and notice', async () => {
    await acknowledgeAlarm(site.tenant, await raise({ type: 'a' }), 'maija');
    await raise({ type: 'b' });
    await raise({ type: 'c', severity: 'CRITICAL' });
    expect(openAlarmCounts(site.tenant)).toEqual({
      open: { CRITICAL: 1, MAJOR: 0, MINOR: 2, WARNING: 0 },
      unacknowledged: { CRITICAL: 1, MAJOR: 0, MINOR: 1, WARNING: 0 },
    });
  });

  test('names the worst of each device', async () => {
    const gate = await site.addObject('Gate');
    await raise({ deviceId: gate, type: 'a' });
    const worst = await raise({ deviceId: gate, type: 'b', severity: 'MAJOR' });
    const only = await raise();
    const quiet = await site.addObject('Quiet');
    expect([...openAlarmsByDevice(site.tenant, [door, gate, quiet])]).toEqual([
      [gate, { worstAlarmId: String(worst), openAlarms: 2 }],
      [door, { worstAlarmId: String(only), openAlarms: 1 }],
    ]);
  });

  test('the journal pages through all there ever was, each once, whatever their moments', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 7; index += 1) {
      ids.push(await raise({ type: `t${index}` }));
      if (index % 3 === 2) site.clock.advance(1000);
    }
    const seen: string[] = [];
    let page = alarmJournal(site.tenant, { limit: 3 });
    for (;;) {
      seen.push(...page.alarms.map(({ id }) => id));
      const last = page.alarms.at(-1);
      if (!page.more || !last) break;
      page = alarmJournal(site.tenant, { limit: 3, beforeMs: last.sinceMs, beforeId: last.id });
    }
    expect(seen.map(Number)).toEqual(ids.reverse());
  });

  test('the journal finds words in texts and names, taken literally', async () => {
    await raise({ type: 'a', text: '100 % open' });
    await raise({ type: 'b', text: '100 m open' });
    const gate = await site.addObject('Dock gate');
    await raise({ deviceId: gate, text: 'stuck' });
    const texts = (search: string) => alarmJournal(site.tenant, { limit: 9, search }).alarms.map(({ text }) => text);
    expect(texts('100 %')).toEqual(['100 % open']);
    expect(texts('GATE')).toEqual(['stuck']);
    expect(texts('dock')).toHaveLength(3);
    expect(texts('_')).toEqual([]);
  });

  test('the journal is narrowed by device, severity and time', async () => {
    const gate = await site.addObject('Gate');
    const startMs = site.clock.now();
    await raise({ severity: 'CRITICAL' });
    site.clock.advance(1000);
    await raise({ deviceId: gate });
    const count = (query: object) => alarmJournal(site.tenant, { limit: 9, ...query }).alarms.length;
    expect([count({}), count({ deviceId: String(gate) }), count({ severity: 'CRITICAL' })]).toEqual([2, 1, 1]);
    expect([count({ fromMs: startMs + 1 }), count({ toMs: startMs }), count({ toMs: startMs + 1 })]).toEqual([1, 0, 1]);
  });
});

describe('deleting', () => {
  test('an alarm is told', async () => {
    const id = await raise();
    await deleteAlarm(site.tenant, id, 'maija');
    expect(site.told.at(-1)).toMatchObject({ kind: 'alarm-removed', alarmId: String(id) });
    expect(() => consoleAlarm(site.tenant, id)).toThrow('no alarm');
  });

  test('a device takes its alarms and what rules knew of it along', async () => {
    const id = await raiseByRule();
    const request = { tenant: site.tenant, caller: { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } } as const;
    await deleteManagedObject(request, requireObject(request, door), 'none');
    expect(site.told).toContainEqual(expect.objectContaining({ kind: 'alarm-removed', alarmId: String(id) }));
    expect(site.tenant.rules.standingsOfDevice(door)).toEqual([]);
    expect(site.open()).toEqual([]);
    await site.restart();
    expect(site.tenant.rules.standingsOfDevice(door)).toEqual([]);
  });
});
