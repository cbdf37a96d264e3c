/** Where a line of readings is interrupted: a silence much longer than is usual there. */

/** A silence of this many usual distances is a gap. */
const patience = 3;
/** Distances on either side that tell what is usual at a place. */
const neighbours = 4;

export interface Rhythm {
  /** Width of a bucket in ms, 0 for raw readings. */
  bucketMs: number;
  /** Usual time between readings now, in ms; null while unknown. */
  intervalMs: number | null;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * For each reading, whether a gap follows it. What is usual is the learned interval or the median of the
 * distances nearby, whichever is longer: a device that reports every 5 s now may have reported every
 * minute an hour ago. A gap is never shorter than two buckets. Nothing follows the last reading.
 * @param times ms UTC, ascending.
 */
export function gapsAfter(times: readonly number[], { bucketMs, intervalMs }: Rhythm): boolean[] {
  const distances = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const gaps = distances.map((distance, index) => {
    const nearby = [...distances.slice(Math.max(0, index - neighbours), index), ...distances.slice(index + 1, index + 1 + neighbours)];
    const usual = Math.max(intervalMs ?? 0, medianOf(nearby));
    return usual > 0 && distance > Math.max(2 * bucketMs, patience * usual);
  });
  return times.length === 0 ? [] : [...gaps, false];
}
