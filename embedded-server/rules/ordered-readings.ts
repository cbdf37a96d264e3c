/** The readings of one series that arrived together, without those that say nothing about now: see {@link orderedFrom}. */
import { orderedFrom, type Reading } from './conditions.ts';
import type { SeriesReadings } from './rule-surroundings.ts';

export class OrderedReadings {
  readonly #readings: SeriesReadings;
  readonly #arrivalMs: number;
  /** Places of the readings in order. */
  readonly #places: number[] = [];
  #all: Reading[] | null = null;
  /** Of the readings in order; −Infinity and Infinity when there are none. */
  highest = -Infinity;
  lowest = Infinity;

  /** @param before the last reading of the series so far. */
  constructor(readings: SeriesReadings, arrivalMs: number, before: Reading | undefined) {
    this.#readings = readings;
    this.#arrivalMs = arrivalMs;
    const { times } = readings;
    let fromMs = before ? orderedFrom(before.timeMs, before.arrivalMs) : -Infinity;
    for (let place = 0; place < times.length; place += 1) {
      const timeMs = times[place] ?? 0;
      if (timeMs < fromMs) continue;
      fromMs = orderedFrom(timeMs, arrivalMs);
      this.#add(place);
    }
  }

  /** The last of them. */
  get last(): Reading | undefined {
    const place = this.#places.at(-1);
    return place === undefined ? undefined : this.#reading(place);
  }

  all(): readonly Reading[] {
    this.#all ??= this.#places.map((place) => this.#reading(place));
    return this.#all;
  }

  #add(place: number): void {
    const value = this.#value(place);
    this.#places.push(place);
    if (value > this.highest) this.highest = value;
    if (value < this.lowest) this.lowest = value;
  }

  #value(place: number): number {
    const { values, firstValue, step } = this.#readings;
    return values[firstValue + place * step] ?? 0;
  }

  #reading(place: number): Reading {
    return { timeMs: this.#readings.times[place] ?? 0, value: this.#value(place), arrivalMs: this.#arrivalMs };
  }
}
