import { expect, test } from 'vitest';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { bannerAlarm } from './banner-alarm.ts';

type Picture = Pick<ConsoleAlarm, 'id' | 'severity' | 'sinceMs'> & { active: boolean; acknowledged: boolean };

function alarmOf({ active, acknowledged, ...rest }: Picture): ConsoleAlarm {
  return {
    ...rest,
    deviceId: '1',
    deviceName: 'Freezer room 2',
    groupId: null,
    place: null,
    type: 'x',
    text: 'too warm',
    state: { active, acknowledged, shelved: null, suppressed: null, outOfService: false, superseded: false },
    timeMs: rest.sinceMs,
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
const critical = { id: 'old', severity: 'CRITICAL', sinceMs: 1, active: true, acknowledged: false } as const;

test('the newest critical alarm is announced', () => {
  const newer = { ...critical, id: 'new', sinceMs: 2 };
  expect(bannerAlarm([critical, newer].map(alarmOf))?.id).toBe('new');
});

test.each([
  ['a major one', { severity: 'MAJOR' as const }],
  ['one that is acknowledged', { acknowledged: true }],
  ['one that is over', { active: false }],
])('%s is not', (_what, changes) => {
  expect(bannerAlarm([alarmOf({ ...critical, ...changes })])).toBeUndefined();
});
