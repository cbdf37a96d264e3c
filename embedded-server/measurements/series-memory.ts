/** Every series of a tenant with its latest point, in memory, following the transactions. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';

export interface Series {
  id: number;
  deviceId: number;
  fragment: string;
  series: string;
  unit: string | null;
  /** Latest point by reading time; undefined when it has none. */
  latest: { timeMs: number; value: number } | undefined;
}

function nameKey(deviceId: number, fragment: string, series: string): string {
  return `${deviceId}\n${fragment}\n${series}`;
}

export class SeriesMemory extends ComposedMemory {
  readonly #byId = new StagedMap<number, Series>();
  readonly #byName = new StagedMap<string, number>();
  readonly #byDevice = new StagedMap<number, readonly number[]>();

  /** Fill from the store, before the first write. */
  load(series: Series): void {
    this.#byId.load(series.id, series);
    this.#byName.load(nameKey(series.deviceId, series.fragment, series.series), series.id);
    this.#byDevice.load(series.deviceId, [...(this.#byDevice.get(series.deviceId) ?? []), series.id]);
  }

  get(id: number): Series | undefined {
    return this.#byId.get(id);
  }

  find(deviceId: number, fragment: string, series: string): Series | undefined {
    const id = this.#byName.get(nameKey(deviceId, fragment, series));
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** All of a device's series, in the order they were first seen. */
  ofDevice(deviceId: number): Series[] {
    return (this.#byDevice.get(deviceId) ?? []).flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** All series, committed. */
  all(): Iterable<Series> {
    return this.#byId.committed().values();
  }

  /** Add a new series, inside the unit that stored it. */
  add(series: Series): void {
    this.set(series);
    this.#byName.set(nameKey(series.deviceId, series.fragment, series.series), series.id);
    this.#byDevice.set(series.deviceId, [...(this.#byDevice.get(series.deviceId) ?? []), series.id]);
  }

  /** Replace a known series (new latest point or unit), inside a unit. */
  set(series: Series): void {
    this.#byId.set(series.id, series);
  }

  /** Forget a deleted device's series, inside a unit. */
  forgetDevice(deviceId: number): void {
    for (const series of this.ofDevice(deviceId)) {
      this.#byId.delete(series.id);
      this.#byName.delete(nameKey(deviceId, series.fragment, series.series));
    }
    this.#byDevice.delete(deviceId);
  }

  protected override parts(): readonly Participant[] {
    return [this.#byId, this.#byName, this.#byDevice];
  }
}
