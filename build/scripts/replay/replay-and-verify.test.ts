/** The two commands as they are typed, against a real core: what one sends, the other finds. */
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { adminPassword, startCore, type CoreProcess } from '../../../embedded-server/testing/core-process.ts';
import { sharedFolder } from '../verdict/data-sets.ts';
import { excerptFolder, parseCommandLine } from './command-line.ts';
import { withSession, type ConsoleClient } from './console-client.ts';
import type { DeviceEntry } from './ledger-entries.ts';
import { openLedger } from './ledger.ts';
import { runReplay } from './run-replay.ts';
import { Trouble } from './trouble.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const machineFile = 'nab/realKnownCause/machine_temperature_system_failure.csv';
const slowMs = 120_000;

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'valvomo-replay-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  code: number;
  output: string;
}

function run(script: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, VALVOMO_ADMIN_PASSWORD: adminPassword };
    const done = (error: Error | null, stdout: string, stderr: string) => {
      const code = error === null ? 0 : 'code' in error && typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: stdout + stderr });
    };
    execFile(process.execPath, [join('build', 'scripts', script), ...args], { cwd: root, env, maxBuffer: 64e6 }, done);
  });
}

/** The commands for one core and one ledger. */
function commandsFor(core: CoreProcess, ledger = join(newFolder(), 'ledger.jsonl')) {
  return {
    ledger,
    replay: (...args: string[]) => run('replay.ts', ['--console-url', core.consoleUrl, '--ledger', ledger, ...args]),
    verify: (...args: string[]) => run('verify.ts', ['--ledger', ledger, ...args]),
    session: <T>(action: (client: ConsoleClient) => Promise<T>) =>
      withSession(core.consoleUrl, { userName: 'admin', password: adminPassword }, action),
  };
}

function machineOf(ledger: string): DeviceEntry {
  const { state, close } = openLedger(ledger);
  close();
  const device = state.devices.get('nab-machine/machine');
  if (!device) throw new Error('the machine is not in the ledger');
  return device;
}

const iso = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);

/** Readings of the machine in the excerpt, as it stands in the project. */
const excerptRows = readFileSync(join(excerptFolder, machineFile), 'utf8').trimEnd().split('\n');

describe('the excerpts that come along', () => {
  let core: CoreProcess;
  let commands: ReturnType<typeof commandsFor>;
  let first: Outcome;

  beforeAll(async () => {
    core = await startCore(newFolder());
    commands = commandsFor(core);
    first = await commands.replay('--data', excerptFolder, '--rules', '--pins');
  }, slowMs);
  afterAll(() => core.stop());

  test('are stored value by value, repeated times included, and gaps stay gaps', async () => {
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('735 of 735 in all') });
    const { code, output } = await commands.verify();
    expect(output).toContain('ok   nab-machine/machine: 639 stored, 639 in the files, 12 repeated times, 1 gap, the longest 753.08 h');
    expect(output).toContain('ok   nab-ambient/ambient: 96 stored, 96 in the files, 0 repeated times, 2 gaps');
    expect(output).toContain('735 readings of 2 devices compared');
    expect(code).toBe(0);
  });

  test('are not sent twice: the ledger knows them', async () => {
    const again = await commands.replay('--data', excerptFolder, '--rules');
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('0 readings stored') });
    const { devices, rules } = await commands.session(async (client) => ({
      devices: await client.call('devices', {}),
      rules: await client.call('rules', {}),
    }));
    expect(devices.total).toBe(2);
    expect(rules.rules).toHaveLength(5);
  });

  test('raise the alarms of the real failure, marked late, and the values are pinned', async () => {
    const { journal, pins, series } = await commands.session(async (client) => ({
      journal: await client.call('alarmJournal', { deviceId: machineOf(commands.ledger).deviceId }),
      pins: await client.call('pins', {}),
      series: await client.call('series', {}),
    }));
    const during = journal.alarms.filter(({ sinceMs }) => sinceMs >= iso('2014-02-07 14:55:00') && sinceMs <= iso('2014-02-09 14:05:00'));
    expect(during.map(({ severity }) => severity).sort()).toEqual(['CRITICAL', 'MAJOR']);
    expect(during.every(({ late, help }) => late && help !== '')).toBe(true);
    expect(pins.seriesIds.toSorted()).toEqual(series.series.map(({ id }) => id).toSorted());
  });

  test('a source without one of its rows: what is stored of it is named', async () => {
    const copy = newFolder();
    cpSync(excerptFolder, copy, { recursive: true });
    writeFileSync(join(copy, machineFile), [...excerptRows.toSpliced(99, 1), ''].join('\n'));
    const { code, output } = await commands.verify('--data', copy);
    const [time = '', value] = excerptRows[99]?.split(',') ?? [];
    expect(code).toBe(1);
    expect(output).toContain(`not in any file: ${value} at ${new Date(iso(time)).toISOString()} (measurement `);
    expect(output).toContain('there are 2 gaps in the files and 1 in the store');
  });

  test('a source with another value: its row is named', async () => {
    const copy = newFolder();
    cpSync(excerptFolder, copy, { recursive: true });
    writeFileSync(join(copy, machineFile), excerptRows.with(20, `${excerptRows[20]?.split(',')[0]},1.25`).join('\n'));
    const { code, output } = await commands.verify('--data', copy);
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`${machineFile}, row 21: 1.25 at \\S+ is stored as ${excerptRows[20]?.split(',')[1]} `));
    expect(output).toContain(': 1 difference.');
  });

  test('a measurement deleted from the store: its row is named', async () => {
    const { deviceId, tenant, userName, secret } = machineOf(commands.ledger);
    const headers = { authorization: `Basic ${btoa(`${tenant}/${userName}:${secret}`)}` };
    const list = await fetch(`${core.deviceUrl}/measurement/measurements?source=${deviceId}&pageSize=30`, { headers });
    const { measurements } = z.object({ measurements: z.array(z.object({ id: z.string() })) }).parse(await list.json());
    // The 15th by time is one of the repeated hour.
    const gone = measurements[14]?.id;
    expect((await fetch(`${core.deviceUrl}/measurement/measurements/${gone}`, { method: 'DELETE', headers })).status).toBe(204);
    const { code, output } = await commands.verify();
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`${machineFile}, row \\d+: [\\d.]+ at 2014-01-07T02:\\S+ is not in the store`));
    expect(output).toContain('735 readings of 2 devices compared');
    expect(output).toContain(': 1 difference.');
  });
});

describe('a core that answers badly', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Passes requests on to the core; `lose` may have the answer to the nth post (from 1) dropped after the core has given it. */
  async function lossyProxy(target: string, lose: (post: number) => boolean): Promise<string> {
    let posts = 0;
    const pass = async (request: IncomingMessage): Promise<Response> => {
      const chunks: Buffer[] = await request.toArray();
      const headers = Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
      const init = { method: request.method ?? 'GET', headers: Object.fromEntries(headers) as Record<string, string> };
      return fetch(new URL(request.url ?? '/', target), chunks.length > 0 ? { ...init, body: Buffer.concat(chunks) } : init);
    };
    const server = createServer((request, response) => {
      void pass(request).then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        if (request.method === 'POST' && lose((posts += 1))) request.socket.destroy();
        else response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(body);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  let core: CoreProcess;
  beforeAll(async () => {
    core = await startCore(newFolder());
  }, slowMs);
  afterAll(() => core.stop());

  test('lost answers lead to no reading twice and to none lost', async () => {
    const { replay, verify } = commandsFor(core);
    const proxy = await lossyProxy(core.deviceUrl, (post) => post % 3 === 1);
    const sent = await replay('--data', excerptFolder, '--batch', '100', '--device-url', proxy);
    expect(sent).toMatchObject({ code: 0, output: expect.stringContaining('Trying again: no answer') });
    expect(await verify('--device-url', core.deviceUrl)).toMatchObject({ code: 0 });
  });

  test('a replay stopped before an answer came goes on, with another core process, and sends nothing twice', async () => {
    const dataDir = newFolder();
    const before = await startCore(dataDir);
    const { ledger, verify } = commandsFor(before);
    const stop = new AbortController();
    const proxy = await lossyProxy(before.deviceUrl, (post) => {
      if (post === 4) stop.abort();
      return post === 4;
    });
    const options = (core: CoreProcess, deviceUrl: string, ...more: string[]) => {
      const args = ['--console-url', core.consoleUrl, '--device-url', deviceUrl, '--ledger', ledger, '--data', excerptFolder, '--set', 'nab-machine'];
      const parsed = parseCommandLine([...args, ...more], {});
      if (!parsed) throw new Trouble('usage', 'no options');
      return parsed;
    };
    const silent = { write: () => true };
    const password = () => Promise.resolve(adminPassword);
    const signals = { stop: stop.signal, cutOff: new AbortController().signal };
    const stopped = await runReplay(options(before, proxy, '--batch', '60'), { screen: silent, signals, password });
    expect(stopped).toEqual({ done: 180, total: 639 });
    expect((await verify()).output).toContain('the replay was not finished: 180 of 639 readings were acknowledged');
    await before.kill();

    const after = await startCore(dataDir);
    const never = new AbortController().signal;
    const goOn = { screen: silent, signals: { stop: never, cutOff: never }, password };
    // Batches of another size: the one whose answer was lost must still be sent as it was.
    expect(await runReplay(options(after, after.deviceUrl, '--batch', '100'), goOn)).toEqual({ done: 639, total: 639 });
    expect(await verify('--device-url', after.deviceUrl)).toMatchObject({ code: 0, output: expect.stringContaining('no difference') });
    await after.stop();
  }, slowMs);

  test('shifted times and the last days only: the verifier follows the ledger', async () => {
    const { replay, verify } = commandsFor(core);
    const sent = await replay('--data', excerptFolder, '--set', 'nab-machine', '--times', 'shifted', '--days', '1');
    expect(sent).toMatchObject({ code: 0, output: expect.stringMatching(/nab-machine: 289 readings of 1 device, shifted by \d+\.\d+ days, from /) });
    expect(await verify()).toMatchObject({ code: 0, output: expect.stringContaining('289 stored, 289 in the files') });
  });

  test('a wrong password, a core that is not there and files that are not there are said plainly', async () => {
    const { replay, verify } = commandsFor(core);
    expect(await replay('--data', excerptFolder, '--user', 'nobody')).toMatchObject({ code: 1, output: expect.stringContaining('refused POST /api/login (401)') });
    expect(await replay('--data', newFolder(), '--set', 'office')).toMatchObject({ code: 1, output: expect.stringContaining("The files of the set 'office' are not under") });
    expect(await replay('--console-url', 'http://127.0.0.1:1')).toMatchObject({ code: 1, output: expect.stringContaining('No answer from the console') });
    expect(await verify('--ledger', join(newFolder(), 'none'))).toMatchObject({ code: 2 });
  });
});

const shared = sharedFolder(root, process.env);
// Tests on the full sets exist only where the sets do; the verdict says which were used. All 727,237 readings
// take minutes, so that test exists only with VALVOMO_FULL_DATA=1.
const fullSets = shared === null ? [] : [join(shared, 'data')];

describe.each(fullSets)('full sets in %s', (sets) => {
  let core: CoreProcess;
  beforeAll(async () => {
    core = await startCore(newFolder());
  }, slowMs);
  afterAll(() => core.stop());

  function folderWith(...paths: string[]): string {
    const folder = newFolder();
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      copyFileSync(join(sets, path), join(folder, path));
    }
    return folder;
  }

  test('the full set of the machine and one London meter, and an alarm in every labelled failure window', async () => {
    const { replay, verify, session, ledger } = commandsFor(core);
    const folder = folderWith(`${machineFile}.gz`, 'lcl-smart-meters/meters/MAC000002.csv.gz');
    expect(await replay('--data', folder, '--rules')).toMatchObject({ code: 0, output: expect.stringContaining('40,215 of 40,215 in all') });
    const { code, output } = await verify();
    expect(output).toContain('22,695 stored, 22,695 in the files, 12 repeated times, no gaps');
    expect(output).toContain('17,520 stored, 17,520 in the files');
    expect(code).toBe(0);

    const labels = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));
    const windows = labels.parse(JSON.parse(readFileSync(join(sets, 'nab/labels/combined_windows.json'), 'utf8')));
    const failures = windows['realKnownCause/machine_temperature_system_failure.csv'] ?? [];
    const { alarms } = await session((client) => client.call('alarmJournal', { deviceId: machineOf(ledger).deviceId }));
    const raisedIn = failures.map(([from, to]) => alarms.filter(({ sinceMs }) => sinceMs >= iso(from) && sinceMs <= iso(to)).length);
    expect(raisedIn).toHaveLength(4);
    expect(raisedIn.every((count) => count > 0)).toBe(true);
    expect(alarms.every(({ late }) => late)).toBe(true);
  }, slowMs);

  test('the full set of one meter with bad rows: the row is named, the rest is stored', async () => {
    const { replay, verify } = commandsFor(core);
    const path = 'lcl-smart-meters/raw-format/MAC000002.csv';
    const sent = await replay('--data', sets, '--set', 'london-raw');
    expect(sent.output).toContain(`Not sent: ${path}.gz, row 3242: 'Null' is no number that can be stored`);
    const { code, output } = await verify();
    expect(output).toContain(`Not expected in the store: ${path}, row 3242`);
    expect(output).toContain('24,157 stored, 24,157 in the files, 17 repeated times');
    expect(code).toBe(0);
  }, slowMs);

  test.each(process.env['VALVOMO_FULL_DATA'] === '1' ? ['original', 'shifted'] : [])('every full set, %s times', async (times) => {
    const { replay, verify } = commandsFor(core);
    expect(await replay('--data', sets, '--times', times, '--rules', '--pins')).toMatchObject({ code: 0 });
    expect(await verify()).toMatchObject({ code: 0, output: expect.stringContaining('727,237 readings of 43 devices compared') });
  }, 600_000);
});
