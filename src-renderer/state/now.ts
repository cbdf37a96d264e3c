/** The one ticking clock of the console. Ages, "behind" and the status bar's time all read it. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    nowMs = Date.now();
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
