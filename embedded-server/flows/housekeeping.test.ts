import { afterEach, beforeEach, expect, test } from 'vitest';

import { FakeClock } from '../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../testing/test-platform.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const path = '/measurement/measurements';
let clock: FakeClock;
let platform: TestPlatform;
let device: string;

beforeEach(async () => {
  clock = new FakeClock();
  platform = await startTestPlatform({ clock, sets: ['retention.measurementDays=10', 'limits.enabled=false'] });
  device = await addDevice(platform);
});
afterEach(() => platform.end());

async function post(daysAgo: number, value: number, fragment = 'f'): Promise<void> {
  const time = new Date(clock.now() - daysAgo * day).toISOString();
  const { status } = await platform.admin.post(path, { source: { id: device }, type: 't', time, [fragment]: { s: { value } } });
  expect(status).toBe(201);
}

/** Time passes, and what fell due on the way is done: a sweep begun earlier saw an earlier clock. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms - hour);
  await platform.platform.idle();
  clock.advance(hour);
  await platform.platform.idle();
}

async function stored(): Promise<number[]> {
  const { body } = await platform.admin.get(`${path}?source=${device}&pageSize=2000`);
  return (body as { measurements: { f?: { s: { value: number } }; g?: { s: { value: number } } }[] }).measurements.map(
    ({ f, g }) => (f ?? g)?.s.value ?? NaN,
  );
}

test('retention takes away what is too old, and nothing else', async () => {
  for (const daysAgo of [30, 20, 9, 1]) await post(daysAgo, daysAgo);
  await pass(hour);
  expect(await stored()).toEqual([9, 1]);
  await pass(3 * day);
  expect(await stored()).toEqual([1]);
});

test('a key for repeated requests holds for a day', async () => {
  const reading = { source: { id: device }, type: 't', time: new Date(clock.now()).toISOString(), f: { s: { value: 1 } } };
  const send = () => platform.admin.post(path, reading, { 'idempotency-key': 'k' });
  await send();
  await pass(23 * hour);
  await send();
  expect(await stored()).toEqual([1]);
  await pass(3 * hour);
  await send();
  expect(await stored()).toEqual([1, 1]);
});
