/** Objects of units that took another's place, and the device each has become; in memory, following the transactions. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';

export class SuccessorMemory extends ComposedMemory {
  readonly #devices = new StagedMap<number, number>();

  load(unitId: number, deviceId: number): void {
    this.#devices.load(unitId, deviceId);
  }

  /** The device an id means: a unit that took its place goes on calling itself by its own. */
  of(id: number): number {
    return this.#devices.get(id) ?? id;
  }

  /** Ids that mean a device besides its own, for readers outside units. */
  unitsOf(deviceId: number): number[] {
    const devices = this.#devices.committed();
    return devices.size === 0 ? [] : [...devices].flatMap(([unitId, became]) => (became === deviceId ? [unitId] : []));
  }

  set(unitId: number, deviceId: number): void {
    this.#devices.set(unitId, deviceId);
  }

  end(unitId: number): void {
    this.#devices.delete(unitId);
  }

  protected override parts(): readonly Participant[] {
    return [this.#devices];
  }
}
