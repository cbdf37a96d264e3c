/** The site of the daily loop, furnished on a real core as `npm run dev` does. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { ConsoleClient } from '../../../embedded-server/testing/console-client.ts';
import { adminPassword } from '../../../embedded-server/testing/core-process.ts';
import { FakeClock } from '../../../embedded-server/testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../../embedded-server/testing/test-platform.ts';
import { furnishSite } from './dev-site.ts';

const clock = new FakeClock(Date.now());
let test1: TestPlatform;
beforeAll(async () => {
  test1 = await startTestPlatform({ clock });
});
afterAll(() => test1.end());

test('fifty simulated devices, a dead gateway with 48 alarms, something that happens next, an empty second site; once only', async () => {
  const { console: consoleUrl, device: deviceUrl } = test1.platform.urls;
  const furnish = () => furnishSite({ consoleUrl, deviceUrl, account: { userName: 'admin', password: adminPassword }, say: () => undefined });
  await furnish();
  await furnish();
  const client = new ConsoleClient(consoleUrl);
  await client.signIn('admin', adminPassword);
  expect(await client.call('summary', {})).toMatchObject({ devices: 98 });
  for (let second = 0; second < 65; second += 1) clock.advance(1_000);
  await test1.platform.idle();
  clock.advance(1_000);
  await test1.platform.idle();
  const { alarms } = await client.call('openAlarms', {});
  expect(alarms.filter(({ text }) => text === 'silent')).toHaveLength(48);
  const { events } = await client.call('next', {});
  expect(events.map(({ kind, ...event }) => [kind, 'name' in event ? event.name : event.deviceName])).toEqual([
    ['maintenance-ends', 'Boiler 2'],
    ['alarm-due', 'Fuel silo'],
  ]);
  expect((await client.call('sites', {})).sites).toContainEqual(expect.objectContaining({ tenant: 'empty', summary: expect.objectContaining({ devices: 0 }) }));
}, 60_000);
