/** Several series side by side, a row a moment, with only a slice of each in memory. Pure. */
import type { PointColumns } from './point-range.ts';

export interface MergedRow {
  timeMs: number;
  /** In the order of the series; null where one has no reading at this moment. */
  values: (number | null)[];
}

/** The reading a series stands at. */
class Cursor {
  readonly #slices: Iterator<PointColumns>;
  #points: PointColumns = { times: new Float64Array(), values: new Float64Array() };
  #index = 0;

  constructor(slices: Iterator<PointColumns>) {
    this.#slices = slices;
    this.#fill();
  }

  /** Infinity once there are no more. */
  get timeMs(): number {
    return this.#points.times[this.#index] ?? Infinity;
  }

  /** The value here; the next one stands here from now on. */
  take(): number | null {
    const value = this.#points.values[this.#index] ?? null;
    this.#index += 1;
    this.#fill();
    return value;
  }

  #fill(): void {
    while (this.#index >= this.#points.times.length) {
      const next = this.#slices.next();
      if (next.done) return;
      this.#points = next.value;
      this.#index = 0;
    }
  }
}

/**
 * Rows in the order of time. Several readings of a series at one moment make several rows.
 * @param series slices of each, oldest first.
 */
export function* mergedPoints(series: readonly Iterator<PointColumns>[]): Generator<MergedRow> {
  const cursors = series.map((slices) => new Cursor(slices));
  for (;;) {
    const timeMs = Math.min(Infinity, ...cursors.map((cursor) => cursor.timeMs));
    if (timeMs === Infinity) return;
    yield { timeMs, values: cursors.map((cursor) => (cursor.timeMs === timeMs ? cursor.take() : null)) };
  }
}
