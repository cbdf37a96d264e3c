/** What a start finds wrong is said in a sentence that names the file or the setting, and nothing is changed. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { loadConfig } from '../config.ts';
import { startPlatform, type Platform } from '../platform.ts';
import { adminPassword } from './core-process.ts';

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'valvomo-start-')), 'data');
});

function start(sets: string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Platform> {
  const free = ['deviceListener.port=0', 'consoleListener.port=0'];
  return startPlatform(loadConfig(folder, [...free, ...sets], environment));
}

/** An installation that somebody has claimed, and is stopped. */
async function installation(): Promise<void> {
  const platform = await start([], { VALVOMO_ADMIN_PASSWORD: adminPassword });
  await platform.close();
}

test('one core at a time has a data directory, and the next one gets it', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`another Valvomo is running on ${folder}`);
  await first.close();
  await (await start()).close();
});

test('everything in the data directory is for its owner alone', async () => {
  const platform = await start();
  const modes = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
    return [entry.name, mode === (entry.isDirectory() ? 0o700 : 0o600)];
  });
  await platform.close();
  expect(modes.length).toBeGreaterThan(5);
  if (process.platform !== 'win32') expect(modes.filter(([, isPrivate]) => !isPrivate)).toEqual([]);
});

test.each([
  ['platform.db', 'is missing'],
  [join('tenants', 'main', 'tenant.db'), 'is missing'],
])('%s of an installation in use is not made anew', async (name, reason) => {
  await installation();
  rmSync(join(folder, name));
  const before = readdirSync(folder, { recursive: true });
  await expect(start()).rejects.toThrow(`${join(folder, name)} ${reason}`);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
});

test('a start that broke off before anybody claimed is made anew', async () => {
  await (await start()).close();
  rmSync(join(folder, 'tenants'), { recursive: true });
  await (await start()).close();
});

test.each([
  ['a data directory that is a file', () => writeFileSync(folder, ''), () => `${folder} cannot be a folder`],
  ['a site layer that is no JSON', () => writeSite('{'), () => `${join(folder, 'site.json')} is no JSON object`],
  ['a site layer that is a list', () => writeSite('[]'), () => `${join(folder, 'site.json')} is no JSON object`],
  ['a site layer with a prototype', () => writeSite('{"__proto__":{"a":1}}'), () => "there is no setting '__proto__'"],
])('%s', async (_name, prepare, message) => {
  prepare();
  await expect(async () => start()).rejects.toThrow(message());
});

function writeSite(text: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'site.json'), text);
}

test.each(['deviceListener', 'consoleListener'])('a port of the %s that somebody else has', async (listener) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(start([`${listener}.port=${port}`])).rejects.toThrow(`port ${port} of 127.0.0.1 is in use by another program`);
  other.close();
});

test.each([
  ['__proto__=1', "there is no setting '__proto__'"],
  ['deviceListener.port=', 'deviceListener.port'],
  ['deviceListener.port=0x10', 'deviceListener.port'],
])('--set %s', async (set, message) => {
  await expect(async () => start([set])).rejects.toThrow(message);
});
