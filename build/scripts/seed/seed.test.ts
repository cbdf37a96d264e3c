/** The seeder against a real core: what was asked for is there. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { ConsoleClient } from '../../../embedded-server/testing/console-client.ts';
import { adminPassword } from '../../../embedded-server/testing/core-process.ts';
import { startTestPlatform, type TestPlatform } from '../../../embedded-server/testing/test-platform.ts';
import { Trouble } from '../replay/trouble.ts';
import { parseSeedCommandLine, type SeedOptions } from './command-line.ts';
import { runSeed, type SeedParts } from './run-seed.ts';
import { pastOf } from './site-plan.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());

function optionsOf(...args: string[]): SeedOptions {
  const options = parseSeedCommandLine(args);
  if (!options) throw new Error('help was asked for');
  return options;
}

function partsOf(account = `main/admin:${adminPassword}`): SeedParts {
  return { screen: { write: () => true }, stop: new AbortController().signal, deviceUrl: platform.platform.urls.device, account };
}

test('devices, readings, open alarms and the journal are as many as were asked for', async () => {
  await runSeed(optionsOf('--devices', '250', '--alarms', '20', '--journal', '110', '--readings', '3'), partsOf());
  const client = new ConsoleClient(platform.platform.urls.console);
  await client.signIn('admin', adminPassword);
  expect(await client.call('summary', {})).toMatchObject({ devices: 250, fresh: 250 });
  // Nothing of what came and went waits to be acknowledged.
  expect((await client.call('openAlarms', {})).total).toBe(20);
  expect((await client.call('alarmJournal', { limit: 500 })).alarms).toHaveLength(130);
  const { groups } = await client.call('groups', {});
  expect(groups.filter(({ parentId }) => parentId !== null).map(({ devices }) => devices).sort()).toEqual([100, 100, 50]);
  const { series } = await client.call('series', { limit: 500 });
  expect(series).toHaveLength(250);
  const { count } = await client.call('points', { id: series[0]?.id ?? '', fromMs: 0, toMs: Date.now() + 1000 });
  expect(count).toBe(3);
});

test('a core that lets no program in says so', async () => {
  await expect(runSeed(optionsOf('--devices', '1', '--alarms', '0', '--journal', '0'), partsOf('main/admin:wrong'))).rejects.toThrow(/401/);
});

test('the journal is shared out without a rest', () => {
  const shares = { alarms: 7, journal: 100 };
  const total = Array.from({ length: 7 }, (_, index) => pastOf(index, shares)).reduce((sum, count) => sum + count, 0);
  expect(total).toBe(100);
});

test.each([
  [['--devices', 'many'], /--devices wants/],
  [['--devices', '10', '--alarms', '11'], /at most the number of devices/],
  [['--alarms', '0'], /--journal needs --alarms/],
  [['--console-url', 'ftp://x'], /--console-url wants/],
  [['--colour', 'red'], /colour/],
])('%j is refused with a reason', (args, reason) => {
  expect(() => parseSeedCommandLine(args)).toThrow(Trouble);
  expect(() => parseSeedCommandLine(args)).toThrow(reason);
});
