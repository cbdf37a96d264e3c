import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { CoreMessage, HostMessage } from '#contract/desktop.ts';

import { healthyAfterMs } from './back-off.ts';
import { stopGraceMs, superviseCore } from './core-process.ts';

const ready = {
  type: 'ready',
  deviceUrl: 'http://127.0.0.1:8080/',
  consoleUrl: 'http://127.0.0.1:8090/',
  openUrl: 'http://127.0.0.1:8090/#setup=token',
} as const;

class FakeCore extends EventEmitter {
  readonly pid = 4_294_967;
  readonly posted: CoreMessage[] = [];
  postMessage(message: CoreMessage): void {
    this.posted.push(message);
  }
}

function supervised() {
  const forked: FakeCore[] = [];
  const messages: HostMessage[] = [];
  const downs: { exitCode: number; restartInMs: number }[] = [];
  const core = superviseCore(
    () => {
      const child = new FakeCore();
      forked.push(child);
      return child;
    },
    { message: (message) => messages.push(message), down: (exitCode, restartInMs) => downs.push({ exitCode, restartInMs }) },
  );
  const latest = (): FakeCore => {
    const child = forked.at(-1);
    if (child === undefined) throw new Error('no core was forked');
    return child;
  };
  return { core, forked, messages, downs, latest };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('superviseCore', () => {
  it('starts one core and passes on what fits the contract', () => {
    const { latest, messages, forked } = supervised();
    latest().emit('message', ready);
    expect(forked).toHaveLength(1);
    expect(messages).toEqual([ready]);
  });

  it.each([null, 'ready', { type: 'ready' }, { ...ready, openUrl: 'not a url' }, { type: 'state', counts: { CRITICAL: -1 } }])(
    'ignores a message outside the contract: %j',
    (message) => {
      const { latest, messages } = supervised();
      latest().emit('message', message);
      expect(messages).toEqual([]);
    },
  );

  it('waits longer after each failure, and starts exactly one core each time', () => {
    const { latest, forked, downs } = supervised();
    for (const delayMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = forked.length;
      latest().emit('exit', 1);
      expect(downs.at(-1)).toEqual({ exitCode: 1, restartInMs: delayMs });
      vi.advanceTimersByTime(delayMs - 1);
      expect(forked).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(forked).toHaveLength(before + 1);
    }
  });

  it('begins at one second again after a core that was healthy for a minute', () => {
    const { latest, downs } = supervised();
    latest().emit('exit', 1);
    vi.advanceTimersByTime(1_000);
    latest().emit('exit', 1);
    vi.advanceTimersByTime(2_000);
    latest().emit('message', ready);
    vi.advanceTimersByTime(healthyAfterMs);
    latest().emit('exit', 9);
    expect(downs.map(({ restartInMs }) => restartInMs)).toEqual([1_000, 2_000, 1_000]);
  });

  it('does not call a core healthy that ran long without ever being ready', () => {
    const { latest, downs } = supervised();
    latest().emit('exit', 1);
    vi.advanceTimersByTime(1_000 + healthyAfterMs);
    latest().emit('exit', 1);
    expect(downs.at(-1)?.restartInMs).toBe(2_000);
  });
});

describe('stop', () => {
  it('asks the core to stop and resolves when it has ended; no restart follows', async () => {
    const { core, latest, forked, downs } = supervised();
    const stopped = core.stop();
    expect(latest().posted).toEqual([{ type: 'stop' }]);
    latest().emit('exit', 0);
    await stopped;
    vi.advanceTimersByTime(120_000);
    expect(forked).toHaveLength(1);
    expect(downs).toEqual([]);
  });

  it('kills a core that does not stop within the grace time', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const { core, latest } = supervised();
    const stopped = core.stop();
    vi.advanceTimersByTime(stopGraceMs - 1);
    expect(kill).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(kill).toHaveBeenCalledExactlyOnceWith(latest().pid, 'SIGKILL');
    latest().emit('exit', 137);
    await stopped;
  });

  it('does nothing more than cancel the restart while no core is running', async () => {
    const { core, latest, forked } = supervised();
    latest().emit('exit', 1);
    await core.stop();
    vi.advanceTimersByTime(120_000);
    expect(forked).toHaveLength(1);
  });
});
