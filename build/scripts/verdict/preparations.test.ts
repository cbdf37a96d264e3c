import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { findChromium } from './chromium.ts';
import { dataSetLine, sharedFolder } from './data-sets.ts';
import { inLanes } from './lanes.ts';
import { runCommand } from './run-command.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-verdict-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the Chromium that is used', () => {
  function program(name: string): string {
    const path = join(folder, name);
    writeFileSync(path, '');
    chmodSync(path, 0o755);
    return path;
  }

  test('is an installed one', () => {
    const path = program('chromium');
    expect(findChromium({ PATH: folder })).toBe(path);
  });

  test('is the one CHROMIUM_PATH names, when there is one', () => {
    const installed = program('chromium');
    const named = program('mine');
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: named })).toBe(named);
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: join(folder, 'nothing') })).toBe(installed);
  });
});

describe('the full data sets', () => {
  test('are looked for where VALVOMO_SHARED says, else beside the project', () => {
    mkdirSync(join(folder, 'shared', 'data'), { recursive: true });
    expect(sharedFolder(join(folder, 'project'), {})).toBe(join(folder, 'project', '..', 'shared'));
    expect(sharedFolder('/nowhere/project', { VALVOMO_SHARED: join(folder, 'shared') })).toBe(join(folder, 'shared'));
    expect(sharedFolder(join(folder, 'project'), { VALVOMO_SHARED: join(folder, 'empty') })).toBeNull();
  });

  test('are said to be used only when a test used them', () => {
    expect(dataSetLine(null, [])).toContain('not here');
    expect(dataSetLine('/shared', [])).toContain('no test of this run used them');
    expect(dataSetLine('/shared', ['the full set of meters'])).toContain('the full set of meters');
  });
});

describe('lanes', () => {
  test('keep to their number and to the order of the results', async () => {
    let running = 0;
    let most = 0;
    const task = (name: string, turns: number) => async () => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      running--;
      return name;
    };
    expect(await inLanes(2, [task('a', 9), task('b', 1), task('c', 5), task('d', 1)])).toEqual(['a', 'b', 'c', 'd']);
    expect(most).toBe(2);
  });
});

describe('a command', () => {
  test('gives its exit code and all it prints', async () => {
    expect(await runCommand(process.execPath, ['-e', "console.log('out'); console.error('err'); process.exitCode = 3"])).toEqual({
      code: 3,
      output: expect.stringMatching(/out[^]*err|err[^]*out/),
    });
  });

  test('that cannot be started or takes too long is told as such', async () => {
    expect(await runCommand(join(folder, 'nothing'), [])).toMatchObject({ code: null, output: expect.stringContaining('could not be started') });
    const late = await runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 100 });
    expect(late).toMatchObject({ code: null, output: expect.stringContaining('was ended') });
  });
});
