/** The core as a process of its own, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const cli = join(import.meta.dirname, '..', 'cli.ts');
const builtCli = join(import.meta.dirname, '..', '..', 'out', 'core', 'cli.js');
/** As in build/scripts/setup: tasks.mjs and children.mjs. */
const coreFlags = ['--min-semi-space-size=4', '--max-semi-space-size=4', '--initial-heap-size=64', '--heap-growing-percent=50', '--expose-gc'];
const coreEnvironment = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };
const NODE_COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node');

export interface CoreProcess {
  deviceUrl: string;
  consoleUrl: string;
  /** The console's address, with the one-time setup token while nobody has claimed the site. */
  openUrl: string;
  process: ChildProcess;
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

interface ReadyLine {
  deviceUrl: string;
  consoleUrl: string;
  openUrl?: string;
}

/** Settings under which no disk has too little room. */
export const noDiskAlarms = ['disk.leastFreePercent=0', 'disk.leastFreeMegabytes=0', 'disk.fullWithinDays=0'];

export interface CoreOptions {
  sets?: string[];
  env?: Record<string, string>;
  /** Any free one when left out. */
  consolePort?: number;
  devicePort?: number;
  /** The built core, as `npm run serve` starts it, instead of the sources; whoever asks for it has brought it up to date. */
  built?: boolean;
}

export const adminPassword = 'correct horse battery staple';

function spawnCore(dataDir: string, options: CoreOptions): ChildProcess {
  // How full the disk of the machine that runs the tests is, is no part of them.
  const sets = [...noDiskAlarms, ...(options.sets ?? [])].flatMap((set) => ['--set', set]);
  const port = String(options.consolePort ?? 0);
  const args = [...coreFlags, options.built ? builtCli : cli, '--data-dir', dataDir, '--device-port', String(options.devicePort ?? 0), '--console-port', port, ...sets];
  const env = { ...coreEnvironment, NODE_COMPILE_CACHE, ...process.env, VALVOMO_ADMIN_PASSWORD: adminPassword, VALVOMO_LOG_LEVEL: 'warn', ...options.env };
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** Start a core without waiting for it; `ready` rejects when it ends before it is ready. */
export function launchCore(dataDir: string, options: CoreOptions = {}): { process: ChildProcess; ready: Promise<CoreProcess> } {
  const child = spawnCore(dataDir, options);
  const ready = new Promise<CoreProcess>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`the core ended with ${code ?? signal} before it was ready`)));
    if (!child.stdout) throw new Error('the core has no stdout');
    createInterface({ input: child.stdout }).once('line', (line) => {
      const { deviceUrl, consoleUrl, openUrl = consoleUrl } = JSON.parse(line) as ReadyLine;
      const end = (signal: 'SIGKILL' | 'SIGTERM') => {
        child.kill(signal);
        return gone(child);
      };
      resolve({ deviceUrl, consoleUrl, openUrl, process: child, kill: () => end('SIGKILL').then(() => undefined), stop: () => end('SIGTERM') });
    });
  });
  return { process: child, ready };
}

/** Start a core and wait for its ready line. */
export function startCore(dataDir: string, options: CoreOptions = {}): Promise<CoreProcess> {
  return launchCore(dataDir, options).ready;
}
