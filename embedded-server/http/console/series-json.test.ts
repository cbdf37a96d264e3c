import { afterEach, beforeEach, expect, test } from 'vitest';

import { consoleApi } from '#contract/console-api.ts';

import { namesOf } from '../../flows/console-devices.ts';
import { updateDevice } from '../../flows/console-device-changes.ts';
import { findSome, listSeries } from '../../flows/console-series.ts';
import { manyNames } from '../../flows/find.ts';
import { TestSite } from '../../testing/test-site.ts';
import { seriesJson } from './series-json.ts';

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

/** What a caller makes of the answer. */
function answered(limit = 100) {
  const { bytes } = seriesJson(site.tenant, findSome(site.tenant, { limit }), (ids) => manyNames(site.tenant, ids));
  return consoleApi.series.reply.parse(JSON.parse(Buffer.from(bytes).toString())).series;
}

test('every series comes with its device, name and latest point, whatever they are called', async () => {
  const now = site.clock.now();
  const [first, second] = [await site.addObject('Freezer "2"\nroom ä'), await site.addObject('Pump')];
  await site.record(first, ['c8y_Temperature', 'T', '°C'], [[now - 5000, 1e-300]]);
  await site.record(second, ['c8y_Temperature', 'T', '°C'], [[now, -21.5]]);
  await site.record(first, ['c8y_Temperature', 'T', 'K'], [[now - 3_600_000, 0]]);
  await site.record(first, ['door', 'T', null], [[now - 1, 1]]);
  const whole = listSeries(site.tenant, { limit: 100 }, (ids) => namesOf(site.tenant, ids));
  expect(whole.length).toBeGreaterThan(2);
  expect(answered()).toEqual(whole);
  expect(answered(2)).toEqual(whole.slice(0, 2));
});

test('a device that is renamed is called so at once', async () => {
  const id = await site.addObject('Pump');
  await site.record(id, ['p', 'q', null], [[site.clock.now(), 1]]);
  expect(answered()[0]?.deviceName).toBe('Pump');
  await updateDevice(site.tenant, String(id), { name: 'Fan', type: null, groupId: null }, 'anna');
  expect(answered()[0]?.deviceName).toBe('Fan');
});

test('no series at all is an answer too', () => {
  expect(answered()).toEqual([]);
});
