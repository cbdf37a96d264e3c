import { expect, test } from 'vitest';

import type { SourceOfDevice } from './source-catalogue.ts';
import { nabLine } from './source-lines.ts';
import { measurementSchema, storedReading } from './stored-form.ts';

const source: SourceOfDevice = {
  files: [],
  reader: nabLine,
  utcOffsetMs: 0,
  type: 'Reading',
  series: [
    { path: 'Climate.temperature', unit: '°C' },
    { path: 'Climate.CO2', unit: 'ppm' },
  ],
};
const good = {
  id: '123',
  self: 'http://core/measurement/measurements/123',
  source: { id: '7', self: 'http://core/inventory/managedObjects/7' },
  time: '2015-02-02T13:19:00.000Z',
  type: 'Reading',
  Climate: { temperature: { value: 23.7, unit: '°C' }, CO2: { value: 749.2, unit: 'ppm' } },
};

function oddities(change: Record<string, unknown>): string[] {
  return storedReading(measurementSchema.parse({ ...good, ...change }), '7', source).oddities;
}

test('a measurement as it was sent', () => {
  expect(storedReading(measurementSchema.parse(good), '7', source)).toEqual({
    id: '123',
    timeMs: Date.UTC(2015, 1, 2, 13, 19),
    values: [23.7, 749.2],
    oddities: [],
  });
});

test.each([
  [{ type: 'Other' }, ["type is 'Other'"]],
  [{ source: { id: '8' } }, ['belongs to 8']],
  [{ Climate: { temperature: { value: 23.7, unit: 'K' }, CO2: good.Climate.CO2 } }, ['Climate.temperature should be a value in °C']],
  [{ Climate: { temperature: good.Climate.temperature } }, ['Climate.CO2 should be a value in ppm']],
  [{ Climate: { ...good.Climate, CO2: { value: 749.2, unit: 'ppm', note: 'x' } } }, ['Climate.CO2 should be a value in ppm']],
  [{ Climate: { ...good.Climate, light: { value: 1, unit: 'lux' } } }, ['Climate.light was never sent']],
  [{ Extra: { e: { value: 1 } } }, ['Extra.e was never sent']],
])('%j is odd', (change, found) => {
  expect(oddities(change)).toEqual(found);
});
