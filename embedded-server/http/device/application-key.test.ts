/** Availability counts what a device does, not what programs do for it. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

let platform: TestPlatform;
const objects = '/inventory/managedObjects';
const time = '2026-11-20T10:00:00Z';

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());

/** What counts as activity, each on an object of its own. */
const activities: [string, (id: string) => [method: string, path: string, body: unknown]][] = [
  ['a measurement', (id) => ['POST', '/measurement/measurements', { source: { id }, type: 't', time, f: { s: { value: 1 } } }]],
  ['an event', (id) => ['POST', '/event/events', { source: { id }, type: 't', text: 'x', time }]],
  ['an alarm', (id) => ['POST', '/alarm/alarms', { source: { id }, type: 't', text: 'x', severity: 'MAJOR', time }]],
  ['a heartbeat', (id) => ['PUT', `${objects}/${id}`, {}]],
];

test.each(activities)('%s', async (_, of) => {
  const made = await platform.admin.post(objects, { c8y_IsDevice: {}, c8y_RequiredAvailability: { responseInterval: 10 } }, { accept: 'application/json' });
  const { id } = made.body as { id: string };
  const status = async () => ((await platform.admin.get(`${objects}/${id}`)).body as { c8y_Availability: { status: string } }).c8y_Availability.status;
  const [method, path, body] = of(id);
  expect((await platform.admin.send(method, path, body, { 'x-cumulocity-application-key': 'amr-key' })).status).toBeLessThan(300);
  expect(await status()).toBe('UNAVAILABLE');
  expect((await platform.admin.send(method, path, body)).status).toBeLessThan(300);
  expect(await status()).toBe('AVAILABLE');
});
