import { describe, expect, test } from 'vitest';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';
import type { TrendRange } from '#contract/trends.ts';

import { alarmClusters, alarmsFor, onAt, plotLine, readingAt } from './readings.ts';

const rangeOf = (timeMs: number[], bucketMs = 0, toMs = 10_000): TrendRange => ({
  seriesId: '1',
  fromMs: 0,
  toMs,
  bucketMs,
  timeMs,
  mean: timeMs.map((time) => time / 100),
  min: timeMs.map(() => 0),
  max: timeMs.map(() => 99),
  count: timeMs.length,
  extremes: null,
  switched: null,
});

describe('drawn points', () => {
  test('a bucket stands in its middle, something to compare with at the time of what it is compared to', () => {
    expect(plotLine(rangeOf([0, 1000, 2000], 1000), 1000).timeMs).toEqual([500, 1500, 2500]);
    expect(plotLine(rangeOf([0, 1000], 1000), 1000, null, 50_000).timeMs).toEqual([50_500, 51_500]);
  });

  test('the live value is the right end, and time never goes back', () => {
    expect(plotLine(rangeOf([0, 1000, 2000], 1000), 1000, { timeMs: 2100, value: 7 })).toMatchObject({ timeMs: [500, 1500, 2100, 2100], mean: [0, 10, 20, 7] });
    expect(plotLine(rangeOf([0, 1000, 2000]), 1000, { timeMs: 3000, value: 7 }).timeMs).toEqual([0, 1000, 2000, 3000]);
    expect(plotLine(rangeOf([0, 1000, 2000]), 1000, { timeMs: 2000, value: 7 }).timeMs).toEqual([0, 1000, 2000]);
    expect(plotLine(rangeOf([0, 1000, 2000]), 1000, { timeMs: 20_000, value: 7 }).timeMs).toEqual([0, 1000, 2000]);
  });

  test('beside days the live value would look like a jump: it widens the last one', () => {
    const day = 86_400_000;
    const days = rangeOf([0, day, 2 * day], day, 3 * day);
    expect(plotLine(days, 1000, { timeMs: 2 * day + 5, value: 120 })).toMatchObject({ timeMs: [day / 2, 1.5 * day, 2.5 * day], max: [99, 99, 120], min: [0, 0, 0] });
  });

  test('a live value after a silence leaves the gap', () => {
    expect(plotLine(rangeOf([0, 1000, 2000]), 1000, { timeMs: 9000, value: 7 }).gaps).toEqual([false, false, true, false]);
  });
});

test('the reading at a moment is the nearest; in a gap there is none', () => {
  const line = plotLine(rangeOf([0, 1000, 2000, 3000, 9000]), 1000);
  expect(readingAt(line, 0, 1400)).toEqual({ timeMs: 1000, value: 10 });
  expect(readingAt(line, 0, 1600)).toEqual({ timeMs: 2000, value: 20 });
  expect(readingAt(line, 0, 6000)).toBeNull();
  expect(readingAt(line, 0, 9500)).toEqual({ timeMs: 9000, value: 90 });
  expect(readingAt(plotLine(rangeOf([]), 1000), 0, 1)).toBeNull();
});

test('when a switch was on', () => {
  const on = { fromMs: [10, 50, 100], toMs: [20, 60, 140], onMs: [10, 10, 4] };
  expect([onAt(on, 5), onAt(on, 10), onAt(on, 20), onAt(on, 59), onAt(on, 120)]).toEqual([null, { fromMs: 10, toMs: 20 }, null, { fromMs: 50, toMs: 60 }, null]);
});

describe('marks of alarms', () => {
  const alarm = (id: string, sinceMs: number, severity = 'MAJOR', seriesId: string | null = '1') =>
    ({ id, sinceMs, severity, deviceId: '5', cause: seriesId === null ? null : { seriesId } }) as ConsoleAlarm;

  test('near ones share a symbol: the worst, else the newest, with their number', () => {
    const clusters = alarmClusters([alarm('c', 300), alarm('b', 110), alarm('a', 100, 'CRITICAL'), alarm('d', 310)], 50);
    expect(clusters.map(({ alarm: { id }, count }) => [id, count])).toEqual([['a', 2], ['d', 2]]);
  });

  test('an alarm about a value is marked there, one about none at the first value of its device', () => {
    const series = (id: string, deviceId = '5') => ({ id, deviceId }) as ConsoleSeries;
    const alarms = [alarm('about it', 1), alarm('about another', 2, 'MAJOR', '2'), alarm('about none', 3, 'MAJOR', null)];
    const ids = (of: ConsoleSeries, first: boolean) => alarmsFor(alarms, of, first).map(({ id }) => id);
    expect(ids(series('1'), true)).toEqual(['about it', 'about none']);
    expect(ids(series('2'), false)).toEqual(['about another']);
    expect(ids(series('9', '6'), true)).toEqual([]);
  });
});
