/** Measurements of one source that have the same shape: how the store holds and reads them. */

export interface Section {
  /** Id of the shape. */
  readonly shape: number;
  /** How many measurements. */
  readonly count: number;
  /** Ascending; measurements of one moment are ascending by ordinal. */
  readonly times: Float64Array;
  /** Place of each among those of its moment; null when every one is 0. */
  readonly ordinals: Float64Array | null;
  /** Values of a column of the shape. */
  column(index: number): Float64Array;
  /** JSON of what is no plain sample, by the index of its measurement. */
  readonly extras: ReadonlyMap<number, string> | null;
}

/** A section with all its columns at hand. */
export interface WholeSection extends Omit<Section, 'column'> {
  readonly columns: readonly Float64Array[];
}

/** A whole section as it is read. */
export function sectionOf({ columns, ...rest }: WholeSection): Section {
  return { ...rest, column: (index) => columns[index] ?? new Float64Array(rest.count) };
}

/** First index whose time is at or after a moment; the count when there is none. */
export function lowerBound(times: Float64Array, timeMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the measurement with this key, or −1. */
export function indexOfKey({ times, ordinals }: Section, timeMs: number, ordinal: number): number {
  for (let index = lowerBound(times, timeMs); times[index] === timeMs; index += 1) {
    if ((ordinals?.[index] ?? 0) === ordinal) return index;
  }
  return -1;
}

/** The highest ordinal at a moment, or −1 when nothing was measured then. */
export function highestOrdinal({ times, ordinals }: Section, timeMs: number): number {
  let highest = -1;
  for (let index = lowerBound(times, timeMs); times[index] === timeMs; index += 1) {
    highest = Math.max(highest, ordinals?.[index] ?? 0);
  }
  return highest;
}

function pick(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? 0);
}

/** Those measurements of a section that are wanted, in the order given. */
export function pickRows(section: Section, width: number, rows: readonly number[]): WholeSection {
  const ordinals = section.ordinals && pick(section.ordinals, rows);
  const extras = new Map(rows.flatMap((row, index) => {
    const text = section.extras?.get(row);
    return text === undefined ? [] : [[index, text] as const];
  }));
  return {
    shape: section.shape,
    count: rows.length,
    times: pick(section.times, rows),
    ordinals: ordinals?.some((ordinal) => ordinal > 0) ? ordinals : null,
    columns: Array.from({ length: width }, (_, index) => pick(section.column(index), rows)),
    extras: extras.size > 0 ? extras : null,
  };
}

/** The measurements of a section from one index to before another. */
export function sliceRows(section: Section, width: number, from: number, to: number): WholeSection {
  const slice = (values: Float64Array) => (from === 0 && to === section.count ? values : values.subarray(from, to));
  const ordinals = section.ordinals && slice(section.ordinals);
  const extras = [...(section.extras ?? [])].filter(([row]) => row >= from && row < to).map(([row, text]) => [row - from, text] as const);
  return {
    shape: section.shape,
    count: to - from,
    times: slice(section.times),
    ordinals: ordinals?.some((ordinal) => ordinal > 0) ? ordinals : null,
    columns: Array.from({ length: width }, (_, index) => slice(section.column(index))),
    extras: extras.length > 0 ? new Map(extras) : null,
  };
}
