import { expect, test } from 'vitest';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { type AlarmFilter, fits } from './alarm-filter.ts';

const alarm: ConsoleAlarm = {
  id: '1',
  deviceId: '2',
  deviceName: 'Freezer room 2',
  groupId: '3',
  place: 'Cold store',
  type: 'valvomo_rule_1',
  text: 'too warm',
  severity: 'CRITICAL',
  state: { active: true, acknowledged: true, shelved: null, suppressed: null, outOfService: false, superseded: false },
  sinceMs: 0,
  timeMs: 0,
  count: 1,
  endedMs: null,
  acknowledgedBy: 'day-shift',
  acknowledgedMs: 0,
  late: false,
  help: '',
  cause: null,
  latest: null,
  notes: [],
};
const nothing: AlarmFilter = { text: '', severity: undefined, onlyUnacknowledged: false };

test.each<[string, Partial<AlarmFilter>, boolean]>([
  ['nothing narrows nothing', {}, true],
  ['a part of the name', { text: 'WARM' }, true],
  ['words in any order, over name and place', { text: 'cold freezer' }, true],
  ['a word that is nowhere', { text: 'freezer greenhouse' }, false],
  ['its severity', { severity: 'CRITICAL' }, true],
  ['another severity', { severity: 'MINOR' }, false],
  ['only what nobody has acknowledged', { onlyUnacknowledged: true }, false],
])('%s', (_what, filter, fitting) => {
  expect(fits(alarm, { ...nothing, ...filter })).toBe(fitting);
});
