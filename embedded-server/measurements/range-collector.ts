/** Gathers the readings of a stretch of time as they are read: every one while there are few, buckets from then on. Pure. */
import type { TrendRange } from '#contract/trends.ts';

import type { BucketStart } from './bucket-calendar.ts';

type Columns = Pick<TrendRange, 'timeMs' | 'min' | 'max' | 'mean'>;

function noColumns(): Columns {
  return { timeMs: [], min: [], max: [], mean: [] };
}

export interface RangeQuestion {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** So many readings are given as they are. */
  most: number;
  startOf: BucketStart;
  bucketMs: number;
}

/** Takes readings oldest first; those outside of [fromMs, toMs) belong to the buckets at its edges and are not counted. */
export class RangeCollector {
  readonly #question: RangeQuestion;
  #timeMs: number[] = [];
  #value: number[] = [];
  /** Undefined while every reading is kept. */
  #buckets: Columns | undefined;
  #inBucket = 0;
  #count = 0;
  #extremes: TrendRange['extremes'] = null;

  constructor(question: RangeQuestion) {
    this.#question = question;
  }

  add(timeMs: number, value: number): void {
    if (timeMs >= this.#question.fromMs && timeMs < this.#question.toMs) this.#observe(timeMs, value);
    if (this.#buckets) return this.#addToBucket(this.#buckets, timeMs, value);
    this.#timeMs.push(timeMs);
    this.#value.push(value);
    if (this.#count > this.#question.most) this.#gather();
  }

  /** Readings inside so far. */
  get count(): number {
    return this.#count;
  }

  /** Every reading is still kept as it is. */
  get isRaw(): boolean {
    return this.#buckets === undefined;
  }

  result(): Columns & Pick<TrendRange, 'bucketMs' | 'count' | 'extremes'> {
    const value = this.#value;
    const columns = this.#buckets ?? { timeMs: this.#timeMs, min: value, max: value, mean: value };
    return { ...columns, bucketMs: this.#buckets ? this.#question.bucketMs : 0, count: this.#count, extremes: this.#extremes };
  }

  #observe(timeMs: number, value: number): void {
    this.#count += 1;
    const known = (this.#extremes ??= { low: value, lowAtMs: timeMs, high: value, highAtMs: timeMs, mean: value });
    if (value < known.low) Object.assign(known, { low: value, lowAtMs: timeMs });
    if (value > known.high) Object.assign(known, { high: value, highAtMs: timeMs });
    known.mean += (value - known.mean) / this.#count;
  }

  /** Too many to show one by one: from here on they are gathered. */
  #gather(): void {
    const buckets = (this.#buckets = noColumns());
    this.#timeMs.forEach((timeMs, index) => this.#addToBucket(buckets, timeMs, this.#value[index] ?? 0));
    this.#timeMs = [];
    this.#value = [];
  }

  #addToBucket({ timeMs: starts, min, max, mean }: Columns, timeMs: number, value: number): void {
    const start = this.#question.startOf(timeMs);
    const last = starts.length - 1;
    if (starts[last] !== start) {
      starts.push(start);
      min.push(value);
      max.push(value);
      mean.push(value);
      this.#inBucket = 1;
      return;
    }
    this.#inBucket += 1;
    min[last] = Math.min(min[last] ?? value, value);
    max[last] = Math.max(max[last] ?? value, value);
    // A running mean: a sum of large values could leave the range of doubles.
    const before = mean[last] ?? value;
    mean[last] = before + (value - before) / this.#inBucket;
  }
}
