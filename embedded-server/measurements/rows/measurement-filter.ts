/** Which measurements are wanted, in the store's terms. */

export interface MeasurementFilter {
  /** Ordinals of the sources; undefined = all. */
  sources?: number[] | undefined;
  /** Ids of the shapes that match type, fragment and series; undefined = any. */
  shapes?: number[] | undefined;
  /** Inclusive. */
  fromMs?: number | undefined;
  /** Exclusive. */
  toMs?: number | undefined;
}

/** A filter with everything in it. */
export interface Wanted {
  sources: readonly (number | undefined)[];
  shapes: ReadonlySet<number> | null;
  fromMs: number;
  toMs: number;
}

export function wantedBy({ sources, shapes, fromMs, toMs }: MeasurementFilter): Wanted {
  return { sources: sources ?? [undefined], shapes: shapes ? new Set(shapes) : null, fromMs: fromMs ?? 0, toMs: toMs ?? Number.MAX_SAFE_INTEGER };
}
