/** Lowest, highest and mean of readings, by stretches of time and of all of them. Pure. */
import type { TrendRange } from '#contract/trends.ts';

import type { BucketAt } from './bucket-calendar.ts';
import type { PointColumns } from './point-range.ts';
import { lowerBound } from '../section.ts';

/** Readings of a series that are told in short. */
export interface Piece {
  fromMs: number;
  /** Time of the last one. */
  toMs: number;
  count: number;
  low: number;
  high: number;
  mean: number;
}

interface Summary {
  /** Where the first lowest and the first highest stand. */
  low: number;
  high: number;
  mean: number;
}

function runningMean(values: Float64Array, from: number, to: number): number {
  let mean = 0;
  for (let index = from; index < to; index += 1) mean += ((values[index] ?? 0) - mean) / (index - from + 1);
  return mean;
}

/** Of the values from one index to before another; of one at least. */
export function summaryOf(values: Float64Array, from: number, to: number): Summary {
  let low = from;
  let high = from;
  let [lowest, highest] = [values[from] as number, values[from] as number];
  let sum = lowest;
  for (let index = from + 1; index < to; index += 1) {
    const value = values[index] as number;
    sum += value;
    if (value < lowest) {
      lowest = value;
      low = index;
    } else if (value > highest) {
      highest = value;
      high = index;
    }
  }
  // Large values can leave the range of doubles together; what is rounded must not lie outside of them.
  const mean = Number.isFinite(sum) ? sum / (to - from) : runningMean(values, from, to);
  return { low, high, mean: Math.min(highest, Math.max(lowest, mean)) };
}

interface Bucket {
  startMs: number;
  /** Readings in it so far. */
  count: number;
  low: number;
  high: number;
  mean: number;
}

/** Buckets that have readings. */
export class RangeBuckets {
  readonly #bucketAt: BucketAt;
  readonly #buckets = new Map<number, Bucket>();
  /** The one that was added to last. */
  #last: Bucket | undefined;

  constructor(bucketAt: BucketAt) {
    this.#bucketAt = bucketAt;
  }

  add({ times, values }: PointColumns): void {
    for (let from = 0; from < times.length; ) {
      const { startMs, endMs } = this.#bucketAt(times[from] ?? 0);
      const to = lowerBound(times, endMs);
      const { low, high, mean } = summaryOf(values, from, to);
      this.#join(startMs, { low: values[low] ?? 0, high: values[high] ?? 0, mean, count: to - from });
      from = to;
    }
  }

  /** Readings that all lie in one bucket. */
  addPiece(piece: Piece): void {
    this.#join(this.#bucketAt(piece.fromMs).startMs, piece);
  }

  /** Parallel columns, in the order of time. */
  columns(): { timeMs: number[]; min: number[]; max: number[]; mean: number[] } {
    const buckets = [...this.#buckets.values()].sort((one, other) => one.startMs - other.startMs);
    const column = (name: keyof Bucket): number[] => buckets.map((bucket) => bucket[name]);
    return { timeMs: column('startMs'), min: column('low'), max: column('high'), mean: column('mean') };
  }

  #join(startMs: number, { low, high, mean, count }: Omit<Piece, 'fromMs' | 'toMs'>): void {
    const bucket = this.#last?.startMs === startMs ? this.#last : this.#bucket(startMs, mean);
    bucket.count += count;
    bucket.low = Math.min(bucket.low, low);
    bucket.high = Math.max(bucket.high, high);
    bucket.mean += (mean - bucket.mean) * (count / bucket.count);
  }

  #bucket(startMs: number, mean: number): Bucket {
    const bucket = this.#buckets.get(startMs) ?? { startMs, count: 0, low: Infinity, high: -Infinity, mean };
    this.#buckets.set(startMs, bucket);
    this.#last = bucket;
    return bucket;
  }
}

/** Where in a piece the first reading of a value stands. */
export type MomentIn = (piece: Piece, value: number) => number;

/** The lowest (or the highest) reading and the moment of the first of them. */
class Extreme {
  readonly #sign: 1 | -1;
  value: number;
  #atMs = Infinity;
  /** Pieces that may have it earlier. */
  #pieces: Piece[] = [];

  constructor(sign: 1 | -1) {
    this.#sign = sign;
    this.value = sign * Infinity;
  }

  add(value: number, timeMs: number): void {
    if (this.#isBeyond(value)) this.#begin(value);
    if (value === this.value) this.#atMs = Math.min(this.#atMs, timeMs);
  }

  addPiece(value: number, piece: Piece): void {
    if (this.#isBeyond(value)) this.#begin(value);
    const isEarlier = piece.fromMs < this.#atMs && this.#pieces.every(({ toMs }) => piece.fromMs <= toMs);
    if (value === this.value && isEarlier) this.#pieces.push(piece);
  }

  momentMs(momentIn: MomentIn): number {
    return Math.min(this.#atMs, ...this.#pieces.map((piece) => momentIn(piece, this.value)));
  }

  #isBeyond(value: number): boolean {
    return this.#sign === 1 ? value < this.value : value > this.value;
  }

  #begin(value: number): void {
    this.value = value;
    this.#atMs = Infinity;
    this.#pieces = [];
  }
}

/** The extremes and the mean of readings as they come, slice by slice. */
export class RangeExtremes {
  readonly #low = new Extreme(1);
  readonly #high = new Extreme(-1);
  #mean = 0;
  count = 0;

  add({ times, values }: PointColumns): void {
    if (times.length === 0) return;
    const { low, high, mean } = summaryOf(values, 0, values.length);
    this.#low.add(values[low] ?? 0, times[low] ?? 0);
    this.#high.add(values[high] ?? 0, times[high] ?? 0);
    this.#join(mean, times.length);
  }

  addPiece(piece: Piece): void {
    this.#low.addPiece(piece.low, piece);
    this.#high.addPiece(piece.high, piece);
    this.#join(piece.mean, piece.count);
  }

  /** Null when there were no readings. */
  known(momentIn: MomentIn): TrendRange['extremes'] {
    if (this.count === 0) return null;
    const [low, high] = [this.#low, this.#high];
    return { low: low.value, lowAtMs: low.momentMs(momentIn), high: high.value, highAtMs: high.momentMs(momentIn), mean: this.#mean };
  }

  #join(mean: number, count: number): void {
    if (this.count === 0) this.#mean = mean;
    this.count += count;
    this.#mean += (mean - this.#mean) * (count / this.count);
  }
}
