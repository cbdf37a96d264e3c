/** The reference agent in front of a platform in trouble: it waits as long as it is asked to, asks where it is not told, and loses nothing. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { FaultyProxy, type SeenRequest } from './faulty-proxy.ts';
import { registerDevice, type RegisteredDevice } from './registered-device.ts';
import { startTestPlatform, type TestPlatform } from './test-platform.ts';

const program = join(import.meta.dirname, '..', '..', 'assets', 'device-agent', 'agent.mjs');
const measurements = '/measurement/measurements';

let platform: TestPlatform;
let proxy: FaultyProxy;
let device: RegisteredDevice;
let folder: string;
let agent: ChildProcess | undefined;

/** A device that has its credential already: how it gets one has its own test. */
beforeEach(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  proxy = await FaultyProxy.before(platform.platform.urls.device);
  device = await registerDevice(platform, 'pi');
  await platform.admin.post(`/identity/globalIds/${device.id}/externalIds`, { type: 'c8y_Serial', externalId: 'pi' });
  folder = mkdtempSync(join(tmpdir(), 'valvomo-agent-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const [user, password] = Buffer.from(device.client.authorization.slice('Basic '.length), 'base64').toString().split(':');
  writeFileSync(join(data, 'credential.json'), JSON.stringify({ user, password }));
  writeFileSync(join(data, 'object.json'), JSON.stringify({ id: device.id }));
  const often = { measureEverySeconds: 0.02, pollEverySeconds: 0.1, firstWaitMs: 100 };
  const settings = { url: proxy.url, id: 'pi', folder: data, bootstrap: { user: 'x', password: 'x' }, commands: { hello: [process.execPath, '-p', '"hello"'] }, ...often };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
});
afterEach(async () => {
  agent?.kill('SIGKILL');
  proxy.close();
  await platform.end();
  rmSync(folder, { recursive: true, force: true });
});

function startAgent(): void {
  agent = spawn(process.execPath, [program, join(folder, 'settings.json')], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function until<Answer>(ask: () => Promise<Answer | undefined | false> | Answer | undefined | false): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The numbers its readings carry, as the platform has them. */
async function numbers(): Promise<number[]> {
  const { body } = await platform.admin.get(`${measurements}?source=${device.id}&pageSize=2000&type=valvomo_Agent`);
  return (body as { measurements: { valvomo_Agent: { number: { value: number } } }[] }).measurements.map((one) => one.valvomo_Agent.number.value);
}

/** Readings arrive again, and none is missing or doubled. */
async function expectWhole(): Promise<void> {
  const before = (await numbers()).length;
  const found = await until(async () => {
    const now = await numbers();
    return now.length > before + 5 && now;
  });
  expect(found).toEqual(found.map((_, index) => index + 1));
}

/** From each refusal to the request after it, ms. */
function waits(requests: readonly SeenRequest[]): number[] {
  return requests.flatMap(({ fault, atMs }, index) => (fault ? [(requests[index + 1]?.atMs ?? Infinity) - atMs] : []));
}

/** Refuse the next so many posts of readings. */
function refuseReadings(times: number, status: number, headers: Record<string, string> = {}): void {
  let left = times;
  proxy.judge = (method, path) => {
    if (method !== 'POST' || path !== measurements || left === 0) return undefined;
    left -= 1;
    return { status, headers };
  };
}

async function operate(command: Record<string, unknown>): Promise<string> {
  const { body } = await platform.admin.post('/devicecontrol/operations', { deviceId: device.id, ...command }, { accept: 'application/json' });
  return (body as { id: string }).id;
}

async function expectDone(id: string): Promise<void> {
  const done = await until(async () => {
    const { body } = await platform.admin.get(`/devicecontrol/operations/${id}`);
    return (body as { status: string }).status === 'SUCCESSFUL' && body;
  });
  expect(done).toMatchObject({ c8y_Command: { result: 'hello\n' } });
}

test('asked to wait it waits as long as it was asked, and sends everything afterwards', async () => {
  refuseReadings(2, 429, { 'retry-after': '2' });
  startAgent();
  await expectWhole();
  const [first = 0, second = 0] = waits(proxy.to('POST', measurements));
  // A timer may go off a little before its time is over on another clock.
  expect(Math.min(first, second)).toBeGreaterThan(1_990);
}, 60_000);

test('turned away without a time it comes back later each time, and sends everything afterwards', async () => {
  refuseReadings(4, 503);
  startAgent();
  await expectWhole();
  const found = waits(proxy.to('POST', measurements));
  expect(found).toHaveLength(4);
  // Half of 100, 200, 400 and 800 ms at least; the other half is left to chance.
  for (const [index, wait] of found.entries()) expect(wait).toBeGreaterThan(50 * 2 ** index - 5);
}, 60_000);

test('a reading the platform will never take does not keep the others waiting', async () => {
  refuseReadings(1, 422);
  startAgent();
  const found = await until(async () => {
    const now = await numbers();
    return now.length > 5 && now;
  });
  expect(found[0]).toBeGreaterThan(1);
  expect(found).toEqual(found.map((_, index) => index + (found[0] ?? 0)));
}, 60_000);

test.each([
  ['is not there', { status: 404 }],
  ['is forbidden', { status: 403 }],
  ['is unavailable', { status: 503 }],
  ['denies the handshake', { status: 200, body: '[{"channel":"/meta/handshake","successful":false,"error":"403::Handshake denied"}]' }],
])('where real time %s it asks for its operations instead', async (_what, fault) => {
  proxy.judge = (_method, path) => (path.startsWith('/notification') ? fault : undefined);
  startAgent();
  await expectDone(await operate({ c8y_Command: { text: 'hello' } }));
  await expectDone(await operate({ c8y_Command: { text: 'hello' } }));
  expect(proxy.to('GET', `/devicecontrol/operations?agentId=${device.id}&status=PENDING`).length).toBeGreaterThan(1);
}, 60_000);

test('it listens again once real time is back', async () => {
  let refused = true;
  proxy.judge = (_method, path) => (refused && path.startsWith('/notification') ? { status: 503 } : undefined);
  startAgent();
  await expectDone(await operate({ c8y_Command: { text: 'hello' } }));
  refused = false;
  await until(() => proxy.to('POST', '/notification/operations').some(({ fault }) => !fault));
  await until(async () => ((await platform.admin.get(`/inventory/managedObjects/${device.id}`)).body as { c8y_Connection?: { status: string } }).c8y_Connection?.status === 'CONNECTED');
  await expectDone(await operate({ c8y_Command: { text: 'hello' } }));
}, 60_000);
