/** Long reads on the thread that takes readings in: others get their turn every few milliseconds. */
import { setImmediate } from 'node:timers/promises';

/** Work that takes longer is broken off for a turn. */
const mostMs = 3;

export class Turns {
  readonly #gone: AbortSignal;
  #startedMs = performance.now();

  /** @param gone aborted when nobody waits for the answer any more. */
  constructor(gone: AbortSignal) {
    this.#gone = gone;
  }

  /** Between two pieces of work: go on at once, or after everybody else. @throws the signal's reason once nobody waits any more. */
  async pause(): Promise<void> {
    if (performance.now() - this.#startedMs >= mostMs) {
      await setImmediate();
      this.#startedMs = performance.now();
    }
    this.#gone.throwIfAborted();
  }
}
