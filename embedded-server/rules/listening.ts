/**
 * Since when the core has been listening. While it was stopped, its machine asleep or its clock being set,
 * nothing could be heard, so that time is nobody's silence: no storm of alarms after a night's sleep.
 */

/** Wall clock and steady clock may drift apart by this much between two looks. */
const toleranceMs = 5_000;

export class Listening {
  #sinceMs: number;
  #last: { nowMs: number; steadyMs: number } | undefined;

  constructor(startedMs: number) {
    this.#sinceMs = startedMs;
  }

  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** @param steadyMs of a clock that neither jumps nor counts sleep. */
  look(nowMs: number, steadyMs: number): void {
    const last = this.#last;
    const jumpMs = last ? Math.abs(nowMs - last.nowMs - (steadyMs - last.steadyMs)) : 0;
    if (jumpMs > toleranceMs) this.#sinceMs = nowMs;
    this.#last = { nowMs, steadyMs };
  }
}
