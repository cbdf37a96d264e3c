/** How late the core's one thread is: what waits for it waits at most that long. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Clock, Timer } from '../clock.ts';

const resolutionMs = 10;
const windowMs = 60_000;

export interface LoopDelay {
  /** Ms, over the last one to two minutes. */
  usualMs: number;
  worstMs: number;
}

/** Nanoseconds between two looks, as ms of lateness. */
function lateness(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - resolutionMs);
}

export class EventLoopWatch {
  readonly #histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  readonly #timer: Timer;
  #before: LoopDelay = { usualMs: 0, worstMs: 0 };

  constructor(clock: Clock) {
    this.#histogram.enable();
    this.#timer = clock.every(windowMs, () => this.#turn());
  }

  get delay(): LoopDelay {
    const now = this.#measured();
    return { usualMs: now.usualMs, worstMs: Math.max(now.worstMs, this.#before.worstMs) };
  }

  close(): void {
    this.#timer.cancel();
    this.#histogram.disable();
  }

  #measured(): LoopDelay {
    if (this.#histogram.count === 0) return { usualMs: 0, worstMs: 0 };
    return { usualMs: lateness(this.#histogram.percentile(50)), worstMs: lateness(this.#histogram.max) };
  }

  #turn(): void {
    this.#before = this.#measured();
    this.#histogram.reset();
  }
}
