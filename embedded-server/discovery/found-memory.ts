/** What answered lately on the network, by address, in bounded memory: strangers may say anything, any number of times. */
import type { FoundDevice } from '#contract/console/discovery-calls.ts';
import { printable } from '#contract/printable.ts';

/** What an answer says of whoever sent it. */
export interface Sighting {
  address: string;
  /** Empty when it says none. */
  name: string;
  kinds: readonly string[];
}

const mostDevices = 200;
const mostKinds = 8;
/** Not heard of for this long, it is gone. */
const goneAfterMs = 10 * 60_000;

export class FoundMemory {
  readonly #found = new Map<string, FoundDevice>();

  note({ address, name, kinds }: Sighting, nowMs: number): void {
    const known = this.#found.get(address);
    const all = new Set([...(known?.kinds ?? []), ...kinds.map(printable)]);
    const device = { address, name: printable(name) || known?.name || '', kinds: [...all].slice(0, mostKinds), heardMs: nowMs };
    this.#found.delete(address);
    this.#found.set(address, device);
    if (this.#found.size > mostDevices) this.#forgetOldest();
  }

  /** Named ones first, by name. */
  all(nowMs: number): FoundDevice[] {
    for (const [address, { heardMs }] of this.#found) if (nowMs - heardMs > goneAfterMs) this.#found.delete(address);
    return [...this.#found.values()].sort((a, b) => Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name) || a.address.localeCompare(b.address));
  }

  #forgetOldest(): void {
    const oldest = this.#found.keys().next().value;
    if (oldest !== undefined) this.#found.delete(oldest);
  }
}
