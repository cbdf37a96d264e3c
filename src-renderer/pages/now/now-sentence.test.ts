import { expect, test } from 'vitest';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { nowSentence } from './now-sentence.ts';

function alarmOf(text: string, acknowledged: boolean): ConsoleAlarm {
  return {
    id: text,
    deviceId: '1',
    deviceName: 'Freezer room 2',
    groupId: null,
    place: null,
    type: 'x',
    text,
    severity: 'MAJOR',
    state: { active: true, acknowledged, shelved: null, suppressed: null, outOfService: false, superseded: false },
    sinceMs: 0,
    timeMs: 0,
    count: 1,
    endedMs: null,
    acknowledgedBy: null,
    acknowledgedMs: null,
    late: false,
    help: '',
    cause: null,
    latest: null,
    notes: [],
  };
}
const say = (devices: number, alarms: ConsoleAlarm[]) => nowSentence({ devices }, alarms, alarms.length);

test('before the first device there is nothing to be normal', () => {
  expect(say(0, [])).toEqual({ kind: 'noDevices' });
});

test('no open alarm: all normal', () => {
  expect(say(3, [])).toEqual({ kind: 'allNormal' });
});

test('the worst one nobody has acknowledged is named', () => {
  expect(say(3, [alarmOf('noticed', true), alarmOf('too warm', false)])).toEqual({
    kind: 'unacknowledged',
    text: 'Freezer room 2 too warm',
  });
});

test('the others that wait are counted', () => {
  expect(say(3, [alarmOf('too warm', false), alarmOf('silent', false), alarmOf('noticed', true)])).toMatchObject({ count: 1 });
});

test('all acknowledged says how many are open', () => {
  expect(say(3, [alarmOf('noticed', true)])).toEqual({ kind: 'allAcknowledged', count: 1 });
});
