/**
 * The core headless, under plain Node: `node embedded-server/cli.ts --data-dir DIR --device-port P
 * --console-port P [--set key=value]…`. Prints one JSON line on stdout once it accepts requests; SIGTERM or
 * SIGINT stops it cleanly. Everything else it has to say goes to stderr.
 */
import { flushCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { loadConfig, type Config } from './config.ts';
import { logger } from './log.ts';
import { startPlatform, type Platform } from './platform.ts';

const log = logger('cli');

const usage = `Usage: npm run serve -- --data-dir DIR [--device-port P] [--console-port P] [--set key=value]...
  --data-dir      where everything is kept (default: ${defaultDataDir()})
  --device-port   port devices post to (default 8080; 0 = any free one)
  --console-port  port of the console (default 8090; 0 = any free one)
  --set           any setting, such as deviceListener.applications=true`;

/** Where an installation keeps its data when the command line does not say. */
function defaultDataDir(): string {
  const fromEnvironment = process.env['VALVOMO_DATA_DIR'];
  if (fromEnvironment) return fromEnvironment;
  const base = process.platform === 'win32' ? process.env['APPDATA'] : process.env['XDG_DATA_HOME'];
  return join(base ?? join(homedir(), '.local', 'share'), 'valvomo');
}

function parseCommandLine(args: string[]): Config {
  const { values } = parseArgs({
    args,
    options: {
      'data-dir': { type: 'string' },
      'device-port': { type: 'string' },
      'console-port': { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  if (values['data-dir'] === '') throw new Error('the option --data-dir wants a folder');
  const sets = [...values.set];
  if (values['device-port'] !== undefined) sets.push(`deviceListener.port=${values['device-port']}`);
  if (values['console-port'] !== undefined) sets.push(`consoleListener.port=${values['console-port']}`);
  return loadConfig(resolve(values['data-dir'] ?? defaultDataDir()), sets);
}

function printReady(platform: Platform): void {
  const { device, console, open } = platform.urls;
  const ready = { ready: true, deviceUrl: device, consoleUrl: console, ...(open !== console && { openUrl: open }) };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A core whose starter was killed must not stay behind as an orphan. */
function stopWithParent(stop: () => void): void {
  const parent = Number(process.env['VALVOMO_PARENT_PID'] ?? '0');
  if (!Number.isInteger(parent) || parent < 2) return;
  setInterval(() => {
    if (!isRunning(parent)) stop();
  }, 1000).unref();
}

function stopOnSignals(platform: Platform): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    platform.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  stopWithParent(stop);
}

async function main(): Promise<void> {
  const config = parseCommandLine(process.argv.slice(2));
  const platform = await startPlatform(config);
  stopOnSignals(platform);
  printReady(platform);
  // What a start needs compiled, for the next one, which may follow a kill; nothing where it lies there already.
  flushCompileCache();
}

try {
  await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Valvomo cannot start: ${message}\n${message.includes('option') ? `${usage}\n` : ''}`);
  process.exit(1);
}
