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

function raw(points: Points): Buckets {
  const { timeMs, value } = points;
  return { bucketMs: 0, timeMs, min: value, max: value, mean: value, count: timeMs.length };
}

/**
 * At most `buckets` buckets of equal width over [fromMs, toMs); raw when there are no more points than that.
 * Buckets without points are left out, so that gaps stay gaps.
 */
export function downsample(points: Points, fromMs: number, toMs: number, buckets: number): Buckets {
  if (points.timeMs.length <= buckets) return raw(points);
  const bucketMs = Math.max(1, Math.ceil((toMs - fromMs) / buckets));
  const result: Buckets = { bucketMs, timeMs: [], min: [], max: [], mean: [], count: points.timeMs.length };
  let last = -1;
  let inBucket = 0;
  points.timeMs.forEach((timeMs, index) => {
    const value = points.value[index] ?? 0;
    const start = fromMs + Math.floor((timeMs - fromMs) / bucketMs) * bucketMs;
    if (result.timeMs[last] !== start) {
      last = result.timeMs.push(start) - 1;
      result.min.push(value);
      result.max.push(value);
      result.mean.push(value);
      inBucket = 1;
      return;
    }
    inBucket += 1;
    result.min[last] = Math.min(result.min[last] ?? value, value);
    result.max[last] = Math.max(result.max[last] ?? value, value);
    // A running mean: a sum of large values could leave the range of doubles.
    const mean = result.mean[last] ?? value;
    result.mean[last] = mean + (value - mean) / inBucket;
  });
  return result;
}
