/** Lowest, highest and mean of readings, by stretches of time and of all of them. Pure. */
import type { TrendRange } from '#contract/trends.ts';

import type { BucketAt } from './bucket-calendar.ts';
import type { PointColumns } from './point-range.ts';

interface Summary {
  /** Where the first lowest and the first highest stand. */
  low: number;
  high: number;
  mean: number;
  /** Index of the next reading. */
  end: number;
}

function runningMean(values: Float64Array, from: number, end: number): number {
  let mean = 0;
  for (let index = from; index < end; index += 1) mean += ((values[index] ?? 0) - mean) / (index - from + 1);
  return mean;
}

/** Of the readings from an index on that are before a moment; of one at least. */
function summaryOf({ times, values }: PointColumns, from: number, endMs: number): Summary {
  let low = from;
  let high = from;
  let [lowest, highest] = [values[from] ?? 0, values[from] ?? 0];
  let sum = lowest;
  let end = from + 1;
  for (; end < times.length && (times[end] as number) < endMs; end += 1) {
    const value = values[end] as number;
    sum += value;
    if (value < lowest) {
      lowest = value;
      low = end;
    } else if (value > highest) {
      highest = value;
      high = end;
    }
  }
  // Large values can leave the range of doubles together; what is rounded must not lie outside of them.
  const mean = Number.isFinite(sum) ? sum / (end - from) : runningMean(values, from, end);
  return { low, high, mean: Math.min(highest, Math.max(lowest, mean)), end };
}

/** Buckets that have readings, in their order. */
export class RangeBuckets {
  readonly timeMs: number[] = [];
  readonly min: number[] = [];
  readonly max: number[] = [];
  readonly mean: number[] = [];
  readonly #bucketAt: BucketAt;
  /** Readings in the last one. */
  #inLast = 0;

  constructor(bucketAt: BucketAt) {
    this.#bucketAt = bucketAt;
  }

  /** Readings after those before. */
  add(points: PointColumns): void {
    for (let from = 0; from < points.times.length; ) {
      const { startMs, endMs } = this.#bucketAt(points.times[from] ?? 0);
      const { low, high, mean, end } = summaryOf(points, from, endMs);
      if (this.timeMs.at(-1) !== startMs) this.#begin(startMs, mean);
      this.#join(points.values[low] ?? 0, points.values[high] ?? 0, mean, end - from);
      from = end;
    }
  }

  #begin(startMs: number, mean: number): void {
    this.timeMs.push(startMs);
    this.min.push(Infinity);
    this.max.push(-Infinity);
    this.mean.push(mean);
    this.#inLast = 0;
  }

  #join(low: number, high: number, mean: number, count: number): void {
    const last = this.timeMs.length - 1;
    this.#inLast += count;
    this.min[last] = Math.min(this.min[last] ?? low, low);
    this.max[last] = Math.max(this.max[last] ?? high, high);
    const before = this.mean[last] ?? mean;
    this.mean[last] = before + (mean - before) * (count / this.#inLast);
  }
}

/** The extremes of readings as they come, oldest first; null before the first. */
export class RangeExtremes {
  known: TrendRange['extremes'] = null;
  #count = 0;

  add(points: PointColumns): void {
    const { times, values } = points;
    if (times.length === 0) return;
    const { low, high, mean } = summaryOf(points, 0, Infinity);
    const known = (this.known ??= { low: Infinity, lowAtMs: 0, high: -Infinity, highAtMs: 0, mean });
    if ((values[low] ?? 0) < known.low) Object.assign(known, { low: values[low], lowAtMs: times[low] });
    if ((values[high] ?? 0) > known.high) Object.assign(known, { high: values[high], highAtMs: times[high] });
    this.#count += times.length;
    known.mean += (mean - known.mean) * (times.length / this.#count);
  }
}
