/** Down-sampling: the lowest, highest and mean value of each stretch of time that has points. Pure. */

export interface Points {
  /** Ascending; equal times are allowed. */
  timeMs: number[];
  value: number[];
}

export interface Buckets {
  /** Width in ms; 0 = the points themselves. */
  bucketMs: number;
  timeMs: number[];
  min: number[];
  max: number[];
  mean: number[];
  count: number;
}

/** Points to look at, ascending. */
interface Columns {
  times: ArrayLike<number>;
  values: ArrayLike<number>;
}

function raw({ times, values }: Columns): Buckets {
  const value = Array.from(values);
  return { bucketMs: 0, timeMs: Array.from(times), min: value, max: value, mean: value, count: times.length };
}

/**
 * At most `buckets` buckets of equal width over [fromMs, toMs); raw when there are no more points than that.
 * Buckets without points are left out, so that gaps stay gaps.
 */
export function downsample({ times, values }: Columns, fromMs: number, toMs: number, buckets: number): Buckets {
  if (times.length <= buckets) return raw({ times, values });
  const bucketMs = Math.max(1, Math.ceil((toMs - fromMs) / buckets));
  const result: Buckets = { bucketMs, timeMs: [], min: [], max: [], mean: [], count: times.length };
  for (let index = 0; index < times.length; ) {
    const start = fromMs + Math.floor(((times[index] ?? 0) - fromMs) / bucketMs) * bucketMs;
    index = addBucket(result, { times, values }, index, start + bucketMs);
    result.timeMs.push(start);
  }
  return result;
}

/** Gather the points from an index on that lie before a moment. @returns the index of the next one. */
function addBucket(result: Buckets, { times, values }: Columns, from: number, endMs: number): number {
  let low = values[from] ?? 0;
  let high = low;
  let mean = low;
  let index = from + 1;
  for (; index < times.length && (times[index] ?? 0) < endMs; index += 1) {
    const value = values[index] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
    // A running mean: a sum of large values could leave the range of doubles.
    mean += (value - mean) / (index - from + 1);
  }
  result.min.push(low);
  result.max.push(high);
  result.mean.push(mean);
  return index;
}
