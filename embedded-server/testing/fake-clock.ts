/** A clock that stands still until it is moved. */
import type { Clock, Timer } from '../clock.ts';

interface Running {
  everyMs: number;
  nextMs: number;
  tick: () => void;
}

export class FakeClock implements Clock {
  #wallMs: number;
  #monotonicMs = 0;
  readonly #timers = new Set<Running>();

  /** @param wallMs what the wall clock shows, ms UTC; 20 November 2026, noon, when left out. */
  constructor(wallMs: number = Date.UTC(2026, 10, 20, 12)) {
    this.#wallMs = wallMs;
  }

  now(): number {
    return this.#wallMs;
  }

  monotonic(): number {
    return this.#monotonicMs;
  }

  every(everyMs: number, tick: () => void): Timer {
    const timer: Running = { everyMs, nextMs: this.#monotonicMs + everyMs, tick };
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /** Timers that run. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Let time pass; timers tick at their moments, in order. */
  advance(ms: number): void {
    const endMs = this.#monotonicMs + ms;
    for (let due = this.#nextDue(endMs); due; due = this.#nextDue(endMs)) {
      this.#move(due.nextMs);
      due.nextMs += due.everyMs;
      due.tick();
    }
    this.#move(endMs);
  }

  /** Somebody sets the wall clock; no time passes. */
  setWall(wallMs: number): void {
    this.#wallMs = wallMs;
  }

  /** Hours are passed in tests: no list is made a tick. */
  #nextDue(endMs: number): Running | undefined {
    let first: Running | undefined;
    for (const timer of this.#timers) {
      if (timer.nextMs <= endMs && (first === undefined || timer.nextMs < first.nextMs)) first = timer;
    }
    return first;
  }

  #move(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }
}
