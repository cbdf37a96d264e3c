import { expect, test } from 'vitest';

import { seriesName } from './series-name.ts';

test.each([
  ['c8y_TemperatureMeasurement', 'T', 'Temperature'],
  ['c8y_Temperature', 'T', 'Temperature'],
  ['air', 'temperature', 'Air temperature'],
  ['c8y_LightMeasurement', 'e', 'Light'],
  ['c8y_SinglePhaseEnergyMeasurement', 'A+', 'Single phase energy'],
  ['machine', 'machine_temperature', 'Machine temperature'],
  ['energy', 'import_kwh', 'Energy import kwh'],
  ['CO2', 'CO2', 'CO2'],
  ['temperature', 'temperature', 'Temperature'],
  ['value', 'value', 'Value'],
])('%s.%s is called %s', (fragment, series, name) => {
  expect(seriesName({ fragment, series })).toBe(name);
});
