/** When the unit of each device was exchanged last, or its exchange taken back; in memory, following the transactions. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';

export class ExchangeMemory extends ComposedMemory {
  readonly #atMs = new StagedMap<number, number>();

  load(deviceId: number, atMs: number): void {
    this.#atMs.load(deviceId, atMs);
  }

  /** From when on the present unit measures: after the moment of the exchange; −Infinity where none was exchanged. */
  sinceMs(deviceId: number): number {
    const atMs = this.#atMs.isEmpty ? undefined : this.#atMs.get(deviceId);
    return atMs === undefined ? -Infinity : atMs + 1;
  }

  /** Whether the unit of a device was ever exchanged. */
  knows(deviceId: number): boolean {
    return this.sinceMs(deviceId) > -Infinity;
  }

  set(deviceId: number, atMs: number): void {
    this.#atMs.set(deviceId, atMs);
  }

  protected override parts(): readonly Participant[] {
    return [this.#atMs];
  }
}
