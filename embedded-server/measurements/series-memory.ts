/** Every series of a tenant with its latest point, in memory, following the transactions. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';
import { UndoLog } from '../db/undo-log.ts';

export interface LatestPoint {
  readonly timeMs: number;
  readonly value: number;
}

/** One object for each series as long as it is known; only {@link SeriesMemory} changes it. */
export interface Series {
  readonly id: number;
  readonly deviceId: number;
  readonly fragment: string;
  readonly series: string;
  readonly unit: string | null;
  /** Latest point by reading time; undefined when it has none. */
  readonly latest: LatestPoint | undefined;
}

type Changing = { -readonly [Name in keyof Series]: Series[Name] };
type ChangingPoint = { -readonly [Name in keyof LatestPoint]: LatestPoint[Name] };

function nameKey(deviceId: number, fragment: string, series: string): string {
  return `${deviceId}\n${fragment}\n${series}`;
}

export class SeriesMemory extends ComposedMemory {
  readonly #byId = new StagedMap<number, Changing>();
  readonly #byName = new StagedMap<string, number>();
  readonly #byDevice = new StagedMap<number, readonly number[]>();
  readonly #undo = new UndoLog();
  /** Each name once: thousands of devices call their series the same, and the same text is found as the same without being read. */
  readonly #texts = new Map<string, string>();

  /** Fill from the store, before the first write. */
  load(series: Series): void {
    this.#shareTexts(series);
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
    this.#shareTexts(series);
    this.#byId.set(series.id, series);
    this.#byName.set(nameKey(series.deviceId, series.fragment, series.series), series.id);
    this.#byDevice.set(series.deviceId, [...(this.#byDevice.get(series.deviceId) ?? []), series.id]);
  }

  /** Whether this is the object by which the series is known now. */
  isKnown(series: Series): boolean {
    return this.#byId.get(series.id) === series;
  }

  /** A series has a new latest point, or none any more. Inside a unit. */
  setLatest(series: Series, latest: LatestPoint | undefined): void {
    const before = series.latest;
    (series as Changing).latest = latest;
    this.#undo.add(() => void ((series as Changing).latest = before));
  }

  /** A series is measured in another unit now. Inside a unit of work. */
  setUnit(series: Series, unit: string | null): void {
    const before = series.unit;
    (series as Changing).unit = unit;
    this.#undo.add(() => void ((series as Changing).unit = before));
  }

  /** The latest point as the journal tells it, at start: in place, because it tells of most series many times and nobody has seen any yet. */
  loadLatest(series: Series, timeMs: number, value: number): void {
    const latest: ChangingPoint | undefined = series.latest;
    if (!latest) {
      (series as Changing).latest = { timeMs, value };
    } else if (timeMs >= latest.timeMs) {
      latest.timeMs = timeMs;
      latest.value = value;
    }
  }

  /** Forget a deleted device's series, inside a unit. */
  forgetDevice(deviceId: number): void {
    for (const series of this.ofDevice(deviceId)) {
      this.#byId.delete(series.id);
      this.#byName.delete(nameKey(deviceId, series.fragment, series.series));
    }
    this.#byDevice.delete(deviceId);
    // Names of its own go with it; those of others are shared anew from the next series on.
    this.#texts.clear();
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  #shareTexts(series: Changing): void {
    series.fragment = this.#text(series.fragment);
    series.series = this.#text(series.series);
    series.unit = series.unit === null ? null : this.#text(series.unit);
  }

  protected override parts(): readonly Participant[] {
    return [this.#undo, this.#byId, this.#byName, this.#byDevice];
  }
}
