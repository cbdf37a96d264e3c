/** Pins can only be set once their series exist, that is after the first batch of each of their devices. */
export class PinWatch {
  readonly #waiting: Set<unknown>;
  readonly #pin: () => Promise<void>;
  #pinned: Promise<void> | null = null;

  /** @param devices those that have to have begun. @param pin called once they have. */
  constructor(devices: Iterable<unknown>, pin: () => Promise<void>) {
    this.#waiting = new Set(devices);
    this.#pin = pin;
  }

  /** A device has something stored. */
  begun(device: unknown): void {
    if (this.#waiting.delete(device) && this.#waiting.size === 0) this.#pinned ??= this.#pin();
  }

  /** Pin now if it has not been done, and wait for it. */
  async settle(): Promise<void> {
    this.#pinned ??= this.#pin();
    await this.#pinned;
  }
}
