/**
 * Memory is given back when the core has nothing to do. After much has come in V8 would let some 80 MB of what nobody needs
 * lie, and what lies outside its heap with it, until as much again has been made: on a site that is quiet by then, for hours.
 */
import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

import type { Clock, Timer } from '../clock.ts';

const lookMs = 5_000;
/** A core this idle does not miss the tenth of a second a thorough collection takes. */
const quietShare = 0.05;
/** Less than this is not worth one. */
const worthBytes = 12 * 1024 * 1024;
/** Looks after a collection at which nothing is done: where little comes in all the time, stops must stay rare. */
const restingLooks = 12;

/** What is asked of the engine. */
export interface Engine {
  /** Share of the time since it was last asked in which the thread was busy. */
  busyShare(): number;
  /** What is held, needed or not. */
  heldBytes(): number;
  collect(): void;
}

/** The engine this runs in; null where it was not started so that it can be asked to collect. */
export function runningEngine(): Engine | null {
  const { gc } = globalThis;
  if (!gc) return null;
  let before = performance.eventLoopUtilization();
  return {
    busyShare() {
      const since = before;
      before = performance.eventLoopUtilization();
      return performance.eventLoopUtilization(before, since).utilization;
    },
    heldBytes() {
      const { used_heap_size: used, external_memory: outside } = getHeapStatistics();
      return used + outside;
    },
    // An ordinary collection frees objects but keeps the pages they lay on.
    collect: () => void gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  };
}

/** Look every few seconds whether there is something to give back and nothing to do. */
export function collectWhenQuiet(clock: Clock, engine: Engine): Timer {
  let neededBytes = 0;
  let resting = 0;
  return clock.every(lookMs, () => {
    const isQuiet = engine.busyShare() < quietShare;
    resting = Math.max(0, resting - 1);
    if (!isQuiet || resting > 0 || engine.heldBytes() < neededBytes + worthBytes) return;
    engine.collect();
    neededBytes = engine.heldBytes();
    resting = restingLooks;
  });
}
