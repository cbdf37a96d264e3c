import { afterEach, expect, test } from 'vitest';

import { TestSite } from '../testing/test-site.ts';
import { findThings } from './find.ts';
import { updateManagedObject } from './managed-object-writes.ts';

let site = new TestSite();
afterEach(async () => {
  await site.end();
  site = new TestSite();
});

const names = (text: string, limit = 6) => findThings(site.tenant, text, limit).devices.map(({ name }) => name);

test('devices are found by words cut short, in any order; the better fit stands first', async () => {
  for (const name of ['Cold store corridor', 'Freezer room 2', 'Freezer room 1', 'Antifreeze tank']) await site.addObject(name);
  expect(names('free')).toEqual(['Freezer room 1', 'Freezer room 2', 'Antifreeze tank']);
  expect(names('2 frzr')).toEqual(['Freezer room 2']);
  expect(names('nothing of the kind')).toEqual([]);
  expect(names('  ')).toEqual([]);
});

test('no more than asked for, and how many there are', async () => {
  for (let count = 1; count <= 9; count += 1) await site.addObject(`Meter ${count}`);
  const found = findThings(site.tenant, 'meter', 4);
  expect(found.devices.map(({ name }) => name)).toEqual(['Meter 1', 'Meter 2', 'Meter 3', 'Meter 4']);
  expect(found.total).toBe(9);
});

test('values are found by device and name together, with their newest reading', async () => {
  const one = await site.addObject('Freezer room 1');
  const two = await site.addObject('Freezer room 2');
  await site.measure(one, -22);
  await site.measure(two, -14.8);
  const { series } = findThings(site.tenant, 'temp room 2', 6);
  expect(series).toMatchObject([{ deviceName: 'Freezer room 2', series: 'T', latest: { value: -14.8 } }]);
});

test('a new device and a new name are found at once', async () => {
  await site.addObject('Freezer room 1');
  expect(names('chiller')).toEqual([]);
  const id = await site.addObject('Chiller 3');
  expect(names('chiller')).toEqual(['Chiller 3']);
  await updateManagedObject(site.tenant, id, { name: 'Cooler 3', fragments: {} }, { arrivalMs: site.clock.now() });
  expect(names('chiller')).toEqual([]);
  expect(names('cooler')).toEqual(['Cooler 3']);
});
