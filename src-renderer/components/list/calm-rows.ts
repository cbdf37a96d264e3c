/**
 * A list never jumps under a pointer or a selection. While it is held, rows keep their places, change
 * where they stand and stay when they are gone; newcomers wait until they are asked for.
 */

export interface CalmRows<Row> {
  shown: readonly Row[];
  /** Rows that wait, in the order they will have. */
  waiting: readonly Row[];
}

/**
 * What a list shows next.
 * @param before rows on screen now.
 * @param live rows as they should be.
 * @param held somebody points at the list or has a row open.
 */
export function calmRows<Row>(
  before: readonly Row[],
  live: readonly Row[],
  held: boolean,
  keyOf: (row: Row) => string,
): CalmRows<Row> {
  if (!held || before.length === 0) return { shown: live, waiting: [] };
  const now = new Map(live.map((row) => [keyOf(row), row]));
  const known = new Set(before.map(keyOf));
  return {
    shown: before.map((row) => now.get(keyOf(row)) ?? row),
    waiting: live.filter((row) => !known.has(keyOf(row))),
  };
}
