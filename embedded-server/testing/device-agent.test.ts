/** The reference agent as a process of its own against a real core: registered, told what to do, cut off, and nothing lost or doubled. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { adminPassword, startCore, type CoreProcess } from './core-process.ts';
import { WireClient } from './wire-client.ts';

const program = join(import.meta.dirname, '..', '..', 'assets', 'device-agent', 'agent.mjs');
const bootstrapPassword = 'bootstrap of an agent test';

let core: CoreProcess;
let dataDir: string;
let folder: string;
let agent: ChildProcess | undefined;
let restarts = 0;
let isOver = false;

/** The core on the same port each time, so that the agent finds it again. */
function startOn(port: string): Promise<CoreProcess> {
  const sets = ['deviceListener.applications=true', 'limits.enabled=false'];
  return startCore(dataDir, { sets, env: { VALVOMO_BOOTSTRAP_PASSWORD: bootstrapPassword }, devicePort: Number(port) });
}

/** Run the agent, and start it again as a supervisor would. */
function supervise(): void {
  agent = spawn(process.execPath, [program, join(folder, 'settings.json')], { stdio: ['ignore', 'ignore', 'inherit'] });
  agent.once('exit', () => {
    if (isOver) return;
    restarts += 1;
    supervise();
  });
}

function admin(): WireClient {
  return new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'valvomo-agent-core-'));
  folder = mkdtempSync(join(tmpdir(), 'valvomo-agent-'));
  isOver = false;
  core = await startOn('0');
});
afterEach(async () => {
  isOver = true;
  agent?.kill('SIGKILL');
  await core.kill();
  for (const path of [dataDir, folder]) rmSync(path, { recursive: true, force: true });
});

/** Ask until the answer is there. */
async function until<Answer>(ask: () => Promise<Answer | undefined | false>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function numbersOf(source: string): Promise<number[]> {
  const { body } = await admin().get(`/measurement/measurements?source=${source}&pageSize=2000&type=valvomo_Agent`);
  return (body as { measurements: { valvomo_Agent: { number: { value: number } } }[] }).measurements.map(({ valvomo_Agent }) => valvomo_Agent.number.value);
}

async function operate(deviceId: string, command: Record<string, unknown>): Promise<string> {
  const { body } = await admin().post('/devicecontrol/operations', { deviceId, ...command }, { accept: 'application/json' });
  return (body as { id: string }).id;
}

interface Ended {
  status: string;
  failureReason?: string;
  c8y_Command?: { result: string };
}

function ended(id: string): Promise<Ended> {
  return until(async () => {
    const { body } = await admin().get(`/devicecontrol/operations/${id}`);
    const operation = body as Ended;
    return /SUCCESSFUL|FAILED/.test(operation.status) && operation;
  });
}

async function registered(): Promise<string> {
  await admin().post('/devicecontrol/newDeviceRequests', { id: 'pi 1' });
  supervise();
  await until(async () => (await admin().put('/devicecontrol/newDeviceRequests/pi%201', { status: 'ACCEPTED' })).status === 200);
  return until(async () => {
    const { status, body } = await admin().get('/identity/externalIds/c8y_Serial/pi%201');
    return status === 200 && (body as { managedObject: { id: string } }).managedObject.id;
  });
}

test('it registers, tells what it is, does what it is told, and keeps its readings through outages of the core and of itself', async () => {
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({
      url: core.deviceUrl,
      id: 'pi 1',
      name: 'Pi in the cellar',
      folder: join(folder, 'data'),
      bootstrap: { user: 'management/devicebootstrap', password: bootstrapPassword },
      measureEverySeconds: 0.05,
      askEverySeconds: 0.2,
      firstWaitMs: 100,
      commands: { 'say hello': [process.execPath, '-p', '"hello"'] },
    }),
  );
  const device = await registered();
  const { body } = await until(async () => {
    const answer = await admin().get(`/inventory/managedObjects/${device}`);
    return 'c8y_Hardware' in (answer.body as object) && answer;
  });
  expect(body).toMatchObject({ name: 'Pi in the cellar', c8y_Hardware: { serialNumber: 'pi 1' }, c8y_SupportedOperations: expect.arrayContaining(['c8y_Restart', 'c8y_Command']) });

  expect(await ended(await operate(device, { c8y_Command: { text: 'say hello' } }))).toMatchObject({ status: 'SUCCESSFUL', c8y_Command: { result: 'hello\n' } });
  expect(await ended(await operate(device, { c8y_Command: { text: 'rm -rf /' } }))).toMatchObject({ status: 'FAILED', failureReason: expect.stringContaining('not on the list') });
  expect(await ended(await operate(device, { c8y_Configuration: { config: 'a=1' } }))).toMatchObject({ status: 'SUCCESSFUL' });
  const file = new FormData();
  file.append('file', new File([new Uint8Array([0, 255, 128])], 'pump.bin'));
  const upload = await fetch(`${core.deviceUrl}/inventory/binaries`, { method: 'POST', headers: { authorization: admin().authorization, accept: 'application/json' }, body: file });
  const { id: binary } = (await upload.json()) as { id: string };
  const url = `${core.deviceUrl}/inventory/binaries/${binary}`;
  expect(await ended(await operate(device, { c8y_SoftwareUpdate: [{ name: 'pump', version: '2', url, action: 'install' }] }))).toMatchObject({ status: 'SUCCESSFUL' });
  expect([...readFileSync(join(folder, 'data', 'downloads', binary))]).toEqual([0, 255, 128]);
  expect(await ended(await operate(device, { c8y_Firmware: { name: 'os', version: '9', url } }))).toMatchObject({ status: 'SUCCESSFUL' });
  expect((await admin().get(`/inventory/managedObjects/${device}`)).body).toMatchObject({
    c8y_Configuration: { config: 'a=1' },
    c8y_SoftwareList: [{ name: 'pump', version: '2' }],
    c8y_Firmware: { name: 'os', version: '9' },
  });
  expect(await ended(await operate(device, { c8y_Restart: {} }))).toMatchObject({ status: 'SUCCESSFUL' });
  expect(restarts).toBe(1);

  // The core is killed and comes back; meanwhile the agent is killed too.
  const { port } = new URL(core.deviceUrl);
  const before = (await numbersOf(device)).length;
  await core.kill();
  agent?.kill('SIGKILL');
  const taken = () => readFileSync(join(folder, 'data', 'outbox.jsonl'), 'utf8').split('\n').length;
  await until(async () => restarts === 2 && taken() > 10);
  core = await startOn(port);
  const later = await operate(device, { c8y_Command: { text: 'say hello' } });
  expect(await ended(later)).toMatchObject({ status: 'SUCCESSFUL' });
  const numbers = await until(async () => {
    const found = await numbersOf(device);
    return found.length > before + 20 && found;
  });
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
}, 90_000);
