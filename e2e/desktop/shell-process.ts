/** Starts the built desktop shell under the stand-in for electron, as a process of its own. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Commands } from './stand-in/control.ts';

const root = path.join(import.meta.dirname, '..', '..');
const standIn = path.join(import.meta.dirname, 'stand-in', 'run.ts');

export const builtMain = path.join(root, 'out', 'main', 'main.js');
export const adminPassword = 'correct horse battery staple';

export interface ShellOptions {
  chromium: string;
  /** The main module to run; the built one unless told otherwise. */
  main?: string;
  /** An earlier shell's folder; a fresh one unless told otherwise. */
  userData?: string;
  /** Set, or taken away with undefined. */
  env?: Record<string, string | undefined>;
}

export type Picture = Awaited<ReturnType<Commands['picture']>>;

export interface Shell {
  readonly userData: string;
  readonly pid: number | undefined;
  /** Runs one command of the stand-in's control and resolves to its answer. */
  command<Name extends keyof Commands>(name: Name, ...args: Parameters<Commands[Name]>): Promise<Awaited<ReturnType<Commands[Name]>>>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** All it wrote to stderr so far, the core's lines included. */
  log(): string;
  signal(name: NodeJS.Signals): void;
  /** Ends it if it has not ended yet, and removes its folder. */
  remove(): Promise<void>;
}

interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

export function startShell(options: ShellOptions): Shell {
  const userData = options.userData ?? mkdtempSync(path.join(tmpdir(), 'valvomo-shell-'));
  const child = fork(standIn, [options.main ?? builtMain], { env: environment(options, userData), execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  return {
    userData,
    pid: child.pid,
    ended,
    command: commandsTo(child),
    log: () => log,
    signal: (name) => void child.kill(name),
    async remove() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** The core's ports are free ones, and somebody has claimed the site already. */
function environment({ chromium, env }: ShellOptions, userData: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  return {
    ...inherited,
    STAND_IN_CHROMIUM: chromium,
    STAND_IN_USER_DATA: userData,
    VALVOMO_DEVICE_LISTENER_PORT: '0',
    VALVOMO_DEVICE_LISTENER_APPLICATIONS: 'true',
    VALVOMO_CONSOLE_LISTENER_PORT: '0',
    VALVOMO_ADMIN_PASSWORD: adminPassword,
    ...env,
  };
}

function commandsTo(child: ChildProcess): Shell['command'] {
  const waiting = new Map<number, (answer: Answer) => void>();
  let next = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.once('exit', () => {
    for (const [id, settle] of waiting) settle({ id, error: 'the shell has ended' });
  });
  return (name, ...args) =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, ({ value, error }) => {
        // Both ends are typed by Commands; what travels between them is JSON.
        if (error === undefined) resolve(value as Awaited<ReturnType<Commands[typeof name]>>);
        else reject(new Error(error));
      });
      child.send({ id, name, args });
    });
}

/** Whether a process is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
