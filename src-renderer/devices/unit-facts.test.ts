import { expect, test } from 'vitest';

import { connectionOf, unitFacts, vitalSeries } from './unit-facts.ts';

test('what a device tells of itself is said in its order, what it does not tell is left out', () => {
  const fragments = {
    c8y_Hardware: { model: 'TW-2', revision: 'B', serialNumber: '4711' },
    c8y_Firmware: { name: 'os', version: '1.2' },
    c8y_SoftwareList: [{ name: 'vpn', version: '2' }, { name: '' }],
    c8y_Configuration: { config: 'a=1\n' },
    c8y_Position: { lat: 60.17, lng: 24.94 },
  };
  expect(unitFacts(fragments)).toEqual([
    { kind: 'model', text: 'TW-2 B' },
    { kind: 'serialNumber', text: '4711' },
    { kind: 'firmware', text: 'os 1.2' },
    { kind: 'software', list: ['vpn 2'] },
    { kind: 'configuration', text: 'a=1' },
    { kind: 'position', lat: 60.17, lng: 24.94 },
  ]);
});

test.each([{}, { c8y_Hardware: 'odd', c8y_Firmware: null, c8y_SoftwareList: {}, c8y_Configuration: [], c8y_Position: { lat: 'north' } }])(
  'nothing comes of %j',
  (fragments) => expect(unitFacts(fragments)).toEqual([]),
);

test('battery and signal are found by their names, and only once they have a value', () => {
  const series = (fragment: string, name: string, value: number | null) => ({
    ...{ fragment, series: name, unit: null },
    latest: value === null ? null : { timeMs: 0, value },
  });
  const found = vitalSeries([series('air', 'T', 1), series('c8y_Battery', 'level', 87), series('c8y_SignalStrength', 'rssi', null)]);
  expect(found.battery?.latest?.value).toBe(87);
  expect(found.signal).toBeUndefined();
});

test('a push channel is told where there is one', () => {
  expect(connectionOf({ c8y_Connection: { status: 'CONNECTED' } })).toBe('CONNECTED');
  expect(connectionOf({ c8y_Connection: [] })).toBeNull();
});
