/** How fast source time passes. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  /** Source time one request may span, ms. */
  maxSpanMs: number;
  /** Resolves when source time has reached `offsetMs`, or the signal is aborted. */
  untilDue(offsetMs: number): Promise<void>;
}

/** Readings that fall due within this much real time share a request. */
const gatheredMs = 1000;
/** Longest single timer; Node's own limit is 2^31 ms. */
const longestTimerMs = 24 * 60 * 60_000;

async function waitUntil(dueMs: number, now: () => number, stop: AbortSignal): Promise<void> {
  for (let leftMs = dueMs - now(); leftMs > 0 && !stop.aborted; leftMs = dueMs - now()) {
    await sleep(Math.min(leftMs, longestTimerMs), undefined, { signal: stop }).catch(() => undefined);
  }
}

/**
 * The clock starts with the first batch asked about, so that an interrupted replay goes on at once.
 * @param speed times real time; 0 = as fast as it goes.
 * @param now ms that never go back.
 */
export function paceOf(speed: number, stop: AbortSignal, now = () => performance.now()): Pace {
  if (speed === 0) return { maxSpanMs: Infinity, untilDue: () => Promise.resolve() };
  let start: { nowMs: number; offsetMs: number } | null = null;
  return {
    maxSpanMs: speed * gatheredMs,
    untilDue(offsetMs) {
      start ??= { nowMs: now(), offsetMs };
      return waitUntil(start.nowMs + (offsetMs - start.offsetMs) / speed, now, stop);
    },
  };
}
