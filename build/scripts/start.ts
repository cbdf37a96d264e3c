/**
 * `npm start`: a running console. The Electron window where it can be had, else the core headless,
 * saying why. Says what it does on stderr, and the addresses on stdout.
 */
import { join } from 'node:path';

import { bringUpToDate } from './bundles.ts';
import { electronProgram } from './electron-program.ts';
import { createChildRunner } from './setup/children.mjs';
import { builtCore, coreEnvironment, coreFlags } from './setup/tasks.mjs';
import { addressLines, obstacleToWindow } from './start-decision.ts';

const root = join(import.meta.dirname, '..', '..');
const children = createChildRunner(root);
const args = process.argv.slice(2);

function startWindow(program: string) {
  return children.run(program, ['.', ...args]);
}

function startHeadless(obstacle: string) {
  process.stderr.write(`Valvomo: ${obstacle} The core runs without it; the console opens in any browser.\n`);
  // A person reads this terminal: lines of the log only where something is wrong.
  process.env['VALVOMO_LOG_LEVEL'] ??= 'warn';
  return children.run(process.execPath, [...coreFlags, builtCore, ...args], {
    env: coreEnvironment,
    onLine: (line) => process.stdout.write(addressLines(line).join('\n') + '\n'),
  });
}

const obstacle = obstacleToWindow(process.platform, process.env, process.getuid?.());
const electron = obstacle === null ? electronProgram(root) : { obstacle };
const made = await bringUpToDate('program' in electron ? ['renderer', 'desktop'] : ['renderer', 'core']);
if (!made) process.exit(1);
children.exitLike(await ('program' in electron ? startWindow(electron.program) : startHeadless(electron.obstacle)));
