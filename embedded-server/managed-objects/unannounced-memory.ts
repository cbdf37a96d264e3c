/**
 * Devices that ask for a credential and were not announced. Asking creates nothing: they are only remembered, a few of
 * each address, for people to see whom they might announce. Nothing of it outlives the core.
 */

export interface UnannouncedDevice {
  id: string;
  address: string;
  /** When it first asked, without a long pause since. */
  sinceMs: number;
  lastMs: number;
}

const forgottenAfterMs = 15 * 60_000;

export class UnannouncedMemory {
  readonly #mostOfAddress: number;
  readonly #most: number;
  /** By id; the one that asked last stands last. */
  readonly #devices = new Map<string, UnannouncedDevice>();

  constructor(mostOfAddress = 20, most = 200) {
    this.#mostOfAddress = mostOfAddress;
    this.#most = most;
  }

  /** A device asked. @returns whether it is a new one. */
  note(id: string, address: string, nowMs: number): boolean {
    this.#forget(nowMs);
    const before = this.#devices.get(id);
    this.#devices.delete(id);
    if (!before) this.#makeRoom(address);
    this.#devices.set(id, { id, address, sinceMs: before?.sinceMs ?? nowMs, lastMs: nowMs });
    return before === undefined;
  }

  /** Those that asked lately. */
  list(nowMs: number): UnannouncedDevice[] {
    this.#forget(nowMs);
    return [...this.#devices.values()];
  }

  /** It was announced. */
  drop(id: string): void {
    this.#devices.delete(id);
  }

  #forget(nowMs: number): void {
    for (const { id, lastMs } of this.#devices.values()) if (nowMs - lastMs > forgottenAfterMs) this.#devices.delete(id);
  }

  /** An address fills its own places first, so that who makes ids up hides nobody but itself. */
  #makeRoom(address: string): void {
    const own = [...this.#devices.values()].filter((device) => device.address === address);
    const [first] = own.length >= this.#mostOfAddress ? own : [];
    const [oldest] = this.#devices.keys();
    if (first) this.#devices.delete(first.id);
    else if (oldest !== undefined && this.#devices.size >= this.#most) this.#devices.delete(oldest);
  }
}
