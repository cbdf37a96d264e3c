import { expect, test } from 'vitest';

import { keyOfSeries, seriesLabels, seriesOfKey } from './series-choices.ts';

const air = { fragment: 'air', series: 'temperature' };
const battery = { fragment: 'battery.cell', series: 'voltage' };

test('a series comes back from its key', () => {
  expect(seriesOfKey(keyOfSeries(battery))).toEqual(battery);
});

test('a name that stands alone needs no more', () => {
  expect(seriesLabels([air, battery]).get(keyOfSeries(air))).toBe('Air temperature');
});

test('names that read alike are told apart by what devices call them', () => {
  const other = { fragment: 'c8y_Air', series: 'temperature' };
  const labels = seriesLabels([air, other]);
  expect([...labels.values()]).toEqual(['Air temperature (air.temperature)', 'Air temperature (c8y_Air.temperature)']);
});
