import { expect, test } from 'vitest';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { valueMarks } from './value-marks.ts';

const alarm = (sinceMs: number, seriesId: string | null = '7') =>
  ({
    sinceMs,
    severity: 'MAJOR',
    state: { active: true, acknowledged: false, shelved: null, suppressed: null, outOfService: false },
    cause: seriesId === null ? null : { ruleId: '1', seriesId, limit: null, value: null, unit: null },
  }) as ConsoleAlarm;

const times = (alarms: ConsoleAlarm[]) => valueMarks(alarms, '7', { fromMs: 1000, toMs: 2000 }).map(({ timeMs }) => timeMs);

test('only alarms about the series and inside the stretch are marked', () => {
  expect(times([alarm(1900), alarm(1700, '8'), alarm(1500, null), alarm(1200), alarm(900), alarm(2100)])).toEqual([1900, 1200]);
});

test('of alarms that cannot be told apart the newest is', () => {
  expect(times([alarm(1900), alarm(1890), alarm(1849), alarm(1840)])).toEqual([1900, 1849]);
});
