import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import path from 'node:path';

import type { ForkOptions } from 'electron';

import { onlyWhenReady } from './lifecycle.ts';
import { strict } from './strict.ts';

/** The processes started so far, the latest last; read by the tests. */
export const forkedProcesses: StandInUtilityProcess[] = [];

const parentPortShim = path.join(import.meta.dirname, 'parent-port.ts');

class StandInUtilityProcess extends EventEmitter {
  readonly child: ChildProcess;
  /** All the process has posted. */
  readonly posted: unknown[] = [];

  constructor(child: ChildProcess) {
    super();
    this.child = child;
    child.on('message', (message) => {
      this.posted.push(message);
      this.emit('message', message);
    });
    child.once('spawn', () => this.emit('spawn'));
    // Electron reports a number in any case, also for a process that a signal ended.
    child.once('exit', (code) => this.emit('exit', code ?? 9));
    return strict('utilityProcess', this);
  }

  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  postMessage(message: unknown): void {
    this.child.send(JSON.parse(JSON.stringify(message)));
  }

  kill(): boolean {
    return this.child.kill('SIGTERM');
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: ForkOptions = {}): StandInUtilityProcess {
    onlyWhenReady('utilityProcess.fork');
    const execArgv = ['--import', parentPortShim, ...(options.execArgv ?? [])];
    const env = Object.fromEntries(Object.entries(options.env ?? process.env));
    const child = fork(modulePath, args, { env, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const started = new StandInUtilityProcess(child);
    forkedProcesses.push(started);
    return started;
  },
});
