/** The one ticking clock of the console. Ages, "behind" and the status bar's time all read it. */
import { useSyncExternalStore } from 'react';

/** A clock that differs by less is taken as right: the difference is mostly the way the message took. */
const tolerableMs = 2000;

const listeners = new Set<() => void>();
let offsetMs = 0;
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** Follow the core's clock where this machine's is wrong, so that ages are true. */
export function setCoreTime(timeMs: number): void {
  const off = timeMs - Date.now();
  offsetMs = Math.abs(off) < tolerableMs ? 0 : off;
}

/** The core's time now, ms UTC. */
export function coreNow(): number {
  return Date.now() + offsetMs;
}

function tick(): void {
  nowMs = coreNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    nowMs = coreNow();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time (ms UTC) cut to `resolutionMs`, so that a component showing minutes renders once a minute.
 * Runs only while something on screen looks at it.
 */
export function useNow(resolutionMs = 1000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(nowMs / resolutionMs) * resolutionMs);
}
