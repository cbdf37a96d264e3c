import { expect, test } from 'vitest';

import { chartGroups, isSwitch, lineLetters, lineStyle, plotHeights, type TrendValue } from './chart-groups.ts';

function value(series: string, unit: string | null, latest = 20, switched: boolean | null = null): TrendValue {
  const range = switched === null ? undefined : { timeMs: [1], switched: switched ? { fromMs: [], toMs: [] } : null };
  return {
    series: { id: series, deviceId: '1', deviceName: 'd', fragment: 'f', series, unit, latest: { timeMs: 1, value: latest }, intervalMs: null },
    range,
    ...lineStyle(0),
  } as TrendValue;
}

test('values of a unit share a chart, in the order they were picked; switches stand apart', () => {
  const values = [value('air', '°C'), value('pressure', 'bar'), value('coil', '°C'), value('door', null, 1), value('count', null), value('level', null)];
  const { charts, switches } = chartGroups(values);
  expect(charts.map((chart) => chart.values.map(({ series }) => series.series))).toEqual([['air', 'coil'], ['pressure'], ['count'], ['level']]);
  expect(switches.map(({ series }) => series.series)).toEqual(['door']);
});

test('values that share a chart are lettered in their order, one alone in its chart is not', () => {
  const values = [value('air', '°C'), value('pressure', 'bar'), value('door', null, 1), value('coil', '°C'), value('gate', null, 0)];
  expect([...lineLetters(values)]).toEqual([
    ['air', 'A'],
    ['door', 'B'],
    ['coil', 'C'],
    ['gate', 'D'],
  ]);
});

test('its readings tell what it is, not the newest one', () => {
  expect(isSwitch(value('count', null, 1, false))).toBe(false);
  expect(isSwitch(value('door', null, 1, true))).toBe(true);
  expect(isSwitch(value('air', '°C', 1))).toBe(false);
});

test('six colours, then the same dashed', () => {
  expect([0, 5, 6, 11].map(lineStyle)).toEqual([
    { colour: 'var(--series-1)', dashed: false },
    { colour: 'var(--series-6)', dashed: false },
    { colour: 'var(--series-1)', dashed: true },
    { colour: 'var(--series-6)', dashed: true },
  ]);
});

test('charts share the room, none is too low', () => {
  expect(plotHeights(1, 400)).toEqual([400]);
  expect(plotHeights(2, 320)).toEqual([210, 110]);
  expect(plotHeights(4, 400)).toEqual([142, 86, 86, 86]);
  expect(plotHeights(4, 200)).toEqual([72, 72, 72, 72]);
  expect(plotHeights(0, 200)).toEqual([]);
});
