/** Who is silent for too long, in memory, following the transactions. The alarms about it are the store's. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';

export type Outage =
  /** An alarm about the device itself; `arrivalMs` is when it was last heard from, if ever. */
  | { kind: 'own'; arrivalMs: number | null }
  /** An alarm about everything that hangs on it: nothing came from any of them. */
  | { kind: 'branch'; arrivalMs: number | null }
  /** Hidden behind the alarm about what it hangs on. */
  | { kind: 'behind'; parentId: number };

/** Tells since when the core could have heard anything. */
export interface Listener {
  readonly sinceMs: number;
  look(nowMs: number, steadyMs: number): void;
}

export class OutageMemory extends ComposedMemory {
  readonly #outages = new StagedMap<number, Outage>();
  /** Devices whose silence counts from a moment only, because what they hang on came back then. */
  readonly #grace = new StagedMap<number, number>();
  /** Not before then a device needs to be looked at again. */
  readonly #nextLook = new Map<number, number>();
  readonly listener: Listener;

  constructor(listener: Listener) {
    super();
    this.listener = listener;
  }

  /** Fill from the store, before the first write. */
  load(deviceId: number, outage: Outage): void {
    this.#outages.load(deviceId, outage);
  }

  get(deviceId: number): Outage | undefined {
    return this.#outages.get(deviceId);
  }

  /** Every device that is out, as committed. */
  all(): Iterable<[number, Outage]> {
    return this.#outages.committed();
  }

  set(deviceId: number, outage: Outage): void {
    this.#outages.set(deviceId, outage);
  }

  /** The device is no longer out, inside a unit. @param graceMs its silence counts from then on. */
  end(deviceId: number, graceMs: number | null = null): void {
    this.#outages.delete(deviceId);
    if (graceMs === null) this.#grace.delete(deviceId);
    else this.#grace.set(deviceId, graceMs);
    this.#nextLook.delete(deviceId);
  }

  /** Devices hidden behind the alarm about another. */
  behind(parentId: number): number[] {
    return [...this.#outages.committed()].flatMap(([id]) => {
      const outage = this.#outages.get(id);
      return outage?.kind === 'behind' && outage.parentId === parentId ? [id] : [];
    });
  }

  /** From when on a device's silence counts. */
  countsFrom(deviceId: number, arrivalMs: number): number {
    return Math.max(arrivalMs, this.#grace.get(deviceId) ?? 0, this.listener.sinceMs);
  }

  mayLook(deviceId: number, nowMs: number): boolean {
    return nowMs >= (this.#nextLook.get(deviceId) ?? 0);
  }

  lookAgain(deviceId: number, atMs: number): void {
    this.#nextLook.set(deviceId, atMs);
  }

  /** What is expected of a device was changed: look at once. */
  lookNow(): void {
    this.#nextLook.clear();
  }

  /** A deleted device, inside a unit. */
  forget(deviceId: number): void {
    for (const child of this.behind(deviceId)) this.end(child);
    this.end(deviceId);
  }

  protected override parts(): readonly Participant[] {
    return [this.#outages, this.#grace];
  }
}
