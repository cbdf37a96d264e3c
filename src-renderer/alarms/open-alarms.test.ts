import { describe, expect, test } from 'vitest';

import { type ConsoleAlarm, compareAlarms } from '#contract/alarms.ts';

import { alarmPlace, alarmTitle } from './alarm-words.ts';
import { type OpenAlarms, withAlarms, withPoints, withoutAlarm } from './open-alarms.ts';

function alarmOf(id: string, changes: Partial<ConsoleAlarm> = {}, state: Partial<ConsoleAlarm['state']> = {}): ConsoleAlarm {
  return {
    id,
    deviceId: id,
    deviceName: 'Freezer room 2',
    groupId: null,
    place: 'Cold store',
    type: 'valvomo_rule_1',
    text: 'too warm',
    severity: 'MAJOR',
    state: { active: true, acknowledged: false, shelved: null, suppressed: null, outOfService: false, superseded: false, ...state },
    sinceMs: 1000,
    timeMs: 1000,
    count: 1,
    endedMs: null,
    acknowledgedBy: null,
    acknowledgedMs: null,
    late: false,
    help: '',
    cause: { ruleId: '1', seriesId: '9', limit: -18, value: -17, unit: '°C' },
    latest: null,
    notes: [],
    ...changes,
  };
}
const openOf = (...alarms: ConsoleAlarm[]): OpenAlarms => ({ alarms, total: alarms.length });
const ids = ({ alarms }: OpenAlarms): string[] => alarms.map(({ id }) => id);

test('worst first, then what nobody has acknowledged, then the newest', () => {
  const alarms = [
    alarmOf('minor', { severity: 'MINOR', sinceMs: 9 }),
    alarmOf('old', { sinceMs: 1 }),
    alarmOf('noticed', { sinceMs: 9 }, { acknowledged: true }),
    alarmOf('new', { sinceMs: 5 }),
    alarmOf('critical', { severity: 'CRITICAL' }),
  ];
  expect(alarms.sort(compareAlarms).map(({ id }) => id)).toEqual(['critical', 'new', 'old', 'noticed', 'minor']);
});

describe('the open alarms', () => {
  const open = openOf(alarmOf('1'), alarmOf('2'));

  test('gain one that begins', () => {
    expect(withAlarms(open, [alarmOf('3', { severity: 'CRITICAL' })])).toMatchObject({ total: 3 });
  });

  test('keep one that ended and nobody has acknowledged', () => {
    expect(ids(withAlarms(open, [alarmOf('2', {}, { active: false })]))).toContain('2');
  });

  test('lose one that ended and is acknowledged', () => {
    const after = withAlarms(open, [alarmOf('2', {}, { active: false, acknowledged: true })]);
    expect(ids(after)).toEqual(['1']);
    expect(after.total).toBe(1);
  });

  test('never gain one that is already over', () => {
    expect(withAlarms(open, [alarmOf('3', {}, { active: false, acknowledged: true })])).toEqual(open);
  });

  test('lose one that gave way to a newer one of the same condition', () => {
    expect(ids(withAlarms(open, [alarmOf('2', {}, { active: false, superseded: true })]))).toEqual(['1']);
  });

  test('lose one that is suppressed', () => {
    expect(ids(withAlarms(open, [alarmOf('2', {}, { suppressed: 'maintenance' })]))).toEqual(['1']);
  });

  test('lose a deleted one', () => {
    expect(withoutAlarm(open, '1')).toMatchObject({ total: 1 });
    expect(withoutAlarm(open, '9')).toEqual(open);
  });

  test('follow the newest value of their series and no other', () => {
    expect(withPoints(open, [['9', 2000, -14.8]]).alarms[0]?.latest).toEqual({ timeMs: 2000, value: -14.8 });
    expect(withPoints(open, [['8', 2000, 1]])).toBe(open);
  });

  test('do not go back to an older value', () => {
    const fresh = withPoints(open, [['9', 2000, -14.8]]);
    expect(withPoints(fresh, [['9', 1500, -20]]).alarms[0]?.latest?.value).toBe(-14.8);
  });
});

test.each([
  ['too warm', 'Cold store', 'Freezer room 2 too warm', 'Cold store'],
  ['too warm', null, 'Freezer room 2 too warm', ''],
  ['Battery low', 'Cold store', 'Battery low', 'Cold store, Freezer room 2'],
  ['Battery low', null, 'Battery low', 'Freezer room 2'],
  ['Freezer room 2 silent', 'Cold store', 'Freezer room 2 silent', 'Cold store'],
  ['14 s slow', 'Cold store', '14 s slow', 'Cold store, Freezer room 2'],
])('%s in %s is called %s', (text, place, title, where) => {
  const alarm = { type: 'temperature', text, place, deviceName: 'Freezer room 2' };
  expect(alarmTitle(alarm)).toBe(title);
  expect(alarmPlace(alarm)).toBe(where);
});
