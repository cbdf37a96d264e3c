/** Gathers the readings of a stretch of time as they are read: every one while there are few, buckets from then on. Pure. */
import type { TrendRange } from '#contract/trends.ts';

import type { BucketAt } from './bucket-calendar.ts';
import { joined } from './merge-sections.ts';
import type { PointColumns } from './point-range.ts';
import { RangeBuckets, RangeExtremes } from './range-buckets.ts';
import { lowerBound } from './section.ts';

export interface RangeQuestion {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** So many readings are given as they are. */
  most: number;
  bucketAt: BucketAt;
  bucketMs: number;
}

/** Parallel columns; with `bucketMs` 0 they are the readings themselves. */
export interface RangeColumns {
  bucketMs: number;
  timeMs: ArrayLike<number>;
  min: ArrayLike<number>;
  max: ArrayLike<number>;
  mean: ArrayLike<number>;
  /** Readings inside. */
  count: number;
  extremes: TrendRange['extremes'];
}

/** Takes readings oldest first; those outside of [fromMs, toMs) belong to the buckets at its edges and are not counted. */
export class RangeCollector {
  readonly #question: RangeQuestion;
  readonly #buckets: RangeBuckets;
  readonly #extremes = new RangeExtremes();
  /** Every reading; null once there are too many to show one by one. */
  #kept: PointColumns[] | null = [];
  #count = 0;

  constructor(question: RangeQuestion) {
    this.#question = question;
    this.#buckets = new RangeBuckets(question.bucketAt);
  }

  add(points: PointColumns): void {
    this.#observe(points);
    if (!this.#kept) return this.#buckets.add(points);
    this.#kept.push(points);
    if (this.#count <= this.#question.most) return;
    for (const kept of this.#kept) this.#buckets.add(kept);
    this.#kept = null;
  }

  result(): RangeColumns {
    const known = { count: this.#count, extremes: this.#extremes.known };
    if (!this.#kept) {
      const { timeMs, min, max, mean } = this.#buckets;
      return { bucketMs: this.#question.bucketMs, timeMs, min, max, mean, ...known };
    }
    const value = joined(this.#kept.map(({ values }) => values));
    return { bucketMs: 0, timeMs: joined(this.#kept.map(({ times }) => times)), min: value, max: value, mean: value, ...known };
  }

  #observe({ times, values }: PointColumns): void {
    const { fromMs, toMs } = this.#question;
    const [from, to] = [lowerBound(times, fromMs), lowerBound(times, toMs)];
    this.#count += to - from;
    this.#extremes.add({ times: times.subarray(from, to), values: values.subarray(from, to) });
  }
}
