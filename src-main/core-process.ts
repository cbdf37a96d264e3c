/**
 * Starts the core in its own process, listens to what it reports, and starts it again when it ends
 * unasked: a crash of the core costs seconds, not the site's watch.
 */
import { type CoreMessage, type HostMessage, hostMessageSchema } from '#contract/desktop.ts';

import { failuresAfterExit, restartDelayMs } from './back-off.ts';

/** How long the core may take to stop by itself before it is killed. Its store survives either way. */
export const stopGraceMs = 10_000;

/** The part of Electron's UtilityProcess that is used. */
export interface CoreChild {
  readonly pid: number | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (exitCode: number) => void): unknown;
  postMessage(message: CoreMessage): void;
}

export interface CoreReports {
  /** Every message that fits the contract. */
  message(message: HostMessage): void;
  /** The core has ended unasked; the next start follows after `restartInMs`. */
  down(exitCode: number, restartInMs: number): void;
}

export interface CoreProcess {
  /** Asks the core to stop, kills it after {@link stopGraceMs}; resolves when the process has ended. */
  stop(): Promise<void>;
}

/**
 * Runs one core at a time until stopped.
 * @param fork starts a process; called again for every restart
 */
export function superviseCore(fork: () => CoreChild, reports: CoreReports): CoreProcess {
  let child: CoreChild | null = null;
  let restart: NodeJS.Timeout | undefined;
  let failures = 0;
  let stopping = false;

  function start(): void {
    const current = fork();
    let readyAt: number | null = null;
    child = current;
    current.on('message', (message: unknown) => {
      const parsed = hostMessageSchema.safeParse(message);
      if (!parsed.success) return reportMalformed(message);
      if (parsed.data.type === 'ready') readyAt = performance.now();
      reports.message(parsed.data);
    });
    current.once('exit', (exitCode) => ended(exitCode, readyAt === null ? 0 : performance.now() - readyAt));
  }

  function ended(exitCode: number, upMs: number): void {
    child = null;
    if (stopping) return;
    failures = failuresAfterExit(failures, upMs);
    const delayMs = restartDelayMs(failures);
    restart = setTimeout(start, delayMs);
    reports.down(exitCode, delayMs);
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(restart);
    if (child !== null) await stopChild(child);
  }

  start();
  return { stop };
}

function stopChild(child: CoreChild): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => killHard(child), stopGraceMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.postMessage({ type: 'stop' });
  });
}

/** UtilityProcess.kill() only asks (SIGTERM); a core that hangs does not hear it. */
function killHard(child: CoreChild): void {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch (error) {
    console.error('The core had ended before it could be killed:', error);
  }
}

function reportMalformed(message: unknown): void {
  console.error('The core sent a message outside the contract, ignored:', JSON.stringify(message)?.slice(0, 200));
}
