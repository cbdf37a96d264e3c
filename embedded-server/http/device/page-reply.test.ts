/** A wide page, which is made in slices, is the same as the narrow ones that make it up. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const time = '2026-11-20T12:00:00Z';
let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await addDevice(platform);
  const post = (path: string, body: unknown) => platform.admin.post(path, body);
  const numbers = Array.from({ length: 250 }, (_, index) => index);
  await post('/measurement/measurements', { measurements: numbers.map((value) => ({ source: { id: device }, type: 't', time: new Date(1e12 + value * 1000).toISOString(), f: { s: { value } } })) });
  for (let from = 0; from < 250; from += 50) {
    await Promise.all(
      numbers.slice(from, from + 50).map(async (number) => {
        await post('/event/events', { source: { id: device }, type: 't', text: `"${number}", ä`, time, c8y_X: { a: [number] } });
        await post('/alarm/alarms', { source: { id: device }, type: `t${number}`, text: 'x', severity: 'MAJOR', time });
        await post('/devicecontrol/operations', { deviceId: device, c8y_Restart: {} });
        await post(`/inventory/managedObjects/${device}/childAdditions`, { name: `part ${number}` });
      }),
    );
  }
});
afterAll(() => platform.end());

interface PageBody {
  self: string;
  next?: string;
  prev?: string;
  statistics: object;
  [collection: string]: unknown;
}

const read = async (url: string) => (await platform.admin.get(url)).body as PageBody;

test.each([
  ['/inventory/managedObjects', 'managedObjects'],
  ['/inventory/managedObjects/:id/childAdditions', 'references'],
  ['/measurement/measurements', 'measurements'],
  ['/event/events', 'events'],
  ['/alarm/alarms', 'alarms'],
  ['/devicecontrol/operations', 'operations'],
])('%s', async (path, name) => {
  const address = path.replace(':id', device);
  const answer = await platform.admin.get(`${address}?pageSize=240&withTotalPages=true`);
  const wide = answer.body as PageBody;
  expect(answer.headers.get('content-type')).toMatch(/^application\/vnd\.com\.nsn\.cumulocity\.[a-z]+collection\+json;charset=UTF-8;ver=0\.9$/);
  const narrow = [];
  for (let currentPage = 1; currentPage <= 4; currentPage += 1) narrow.push(...((await read(`${address}?pageSize=60&currentPage=${currentPage}`))[name] as unknown[]));
  expect(wide[name]).toEqual(narrow);
  expect(Object.keys(wide)).toEqual(['self', name, 'statistics', 'next']);
  expect(wide.statistics).toMatchObject({ currentPage: 1, pageSize: 240, totalPages: 2 });
  const last = await read(`${address}?pageSize=240&currentPage=2`);
  expect([last.prev, last.next]).toEqual([wide.self.replace('&withTotalPages=true', '').replace('withTotalPages=true&', ''), undefined]);
});
