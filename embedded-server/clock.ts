/** Time as the core sees it; injected, so that tests can move it. */

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Wall clock, ms since 1970 UTC. May jump. */
  now(): number;
  /** Never goes back; ms since some moment. For time-outs, sessions and rate limits. */
  monotonic(): number;
  /** Call `tick` every `ms` until cancelled. */
  every(ms: number, tick: () => void): Timer;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  every(ms, tick) {
    const handle = setInterval(tick, ms);
    handle.unref();
    return { cancel: () => clearInterval(handle) };
  },
};
