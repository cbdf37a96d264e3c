import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

export interface RunResult {
  /** Null when a signal or the time limit ended it. */
  code: number | null;
  /** stdout and stderr as they came. */
  output: string;
}

export interface RunSettings {
  /** Where it runs: the project's folder by default. */
  cwd?: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  timeoutMs?: number;
  /** Shows the output as it comes. */
  live?: boolean;
}

const running = new Set<ChildProcess>();

/** Ends what is running; for when the verdict itself is told to stop. */
export function endRunningCommands(): void {
  for (const child of running) child.kill();
}

/** Runs a program without stdin and collects what it prints. Never rejects. */
export function runCommand(command: string, args: readonly string[], settings: RunSettings = {}): Promise<RunResult> {
  const { cwd = root, env = {}, timeoutMs = 600_000, live = false } = settings;
  return new Promise((resolve) => {
    let output = '';
    const take = (chunk: string) => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    };
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const finish = (code: number | null, words = '') => {
      running.delete(child);
      resolve({ code, output: `${output}${words}` });
    };
    running.add(child);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => finish(null, `${command} could not be started: ${error.message}\n`));
    child.on('close', (code) => finish(code));
    // Its own children may outlive a killed program and keep its output open.
    child.on('exit', (_code, signal) => signal && finish(null, `${command} was ended by ${signal} (its limit is ${timeoutMs / 1000} s)\n`));
  });
}
