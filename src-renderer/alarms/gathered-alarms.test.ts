import { beforeEach, expect, test } from 'vitest';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { gatherAlarms, type GatheredAlarms } from './gathered-alarms.ts';

const alarm = (id: string, count = 1) => ({ id, count }) as ConsoleAlarm;
let applied: string[][];
let due: (() => void)[];
let gathered: GatheredAlarms;

beforeEach(() => {
  applied = [];
  due = [];
  const apply = (alarms: ConsoleAlarm[]) => void applied.push(alarms.map(({ id, count }) => `${id}:${count}`));
  gathered = gatherAlarms(apply, (run) => due.push(run));
});
const windowEnds = (): void => due.splice(0).forEach((run) => run());

test('one that comes alone is applied at once', () => {
  gathered.add(alarm('1'));
  expect(applied).toEqual([['1:1']]);
  windowEnds();
  gathered.add(alarm('2'));
  expect(applied).toEqual([['1:1'], ['2:1']]);
});

test('those that follow are applied together, each as it was last', () => {
  for (const id of ['1', '2', '3']) gathered.add(alarm(id));
  gathered.add(alarm('2', 5));
  expect(applied).toEqual([['1:1']]);
  windowEnds();
  expect(applied).toEqual([['1:1'], ['2:5', '3:1']]);
});

test('what is told next finds them applied', () => {
  gathered.add(alarm('1'));
  gathered.add(alarm('2'));
  gathered.flush();
  expect(applied).toEqual([['1:1'], ['2:1']]);
  windowEnds();
  expect(applied).toHaveLength(2);
});
