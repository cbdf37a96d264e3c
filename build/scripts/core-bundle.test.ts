/** The core as `npm run serve` runs it: built into one file. Its stories are those of e2e/; here it starts, is killed, and stops. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { startCore } from '../../embedded-server/testing/core-process.ts';
import { bringUpToDate } from './bundles.ts';
import { builtCore, coreEnvironment, coreFlags, planTask } from './setup/tasks.mjs';

const built = join(import.meta.dirname, '..', '..', builtCore);
const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-built-'));

beforeAll(async () => {
  await bringUpToDate(['core']);
}, 120_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('npm run serve makes it before it runs it', () => {
  const [first, second] = planTask('serve', []) ?? [];
  expect(first?.args).toContain('core');
  expect(second?.args).toContain(builtCore);
  expect(existsSync(built)).toBe(true);
});

test('tests and benchmarks start it as npm run serve does', () => {
  const here = readFileSync(join(import.meta.dirname, '../../embedded-server/testing/core-process.ts'), 'utf8');
  for (const flag of coreFlags) expect(here).toContain(`'${flag}'`);
  for (const [name, value] of Object.entries(coreEnvironment)) expect(here).toContain(`${name}: '${value}'`);
});

test('it starts anew after kill -9, with nothing but the binding of SQLite beside it, and stops when it is told to', async () => {
  const first = await startCore(dataDir, { built: true });
  await first.kill();
  const again = await startCore(dataDir, { built: true });
  const { status } = await fetch(`${again.consoleUrl}/api/state`);
  expect(await again.stop()).toBe(0);
  expect(status).toBe(200);
});

test('it is plain ASCII: one other letter would double what its text takes in memory', () => {
  expect(readFileSync(built).every((byte) => byte < 0x80)).toBe(true);
});
