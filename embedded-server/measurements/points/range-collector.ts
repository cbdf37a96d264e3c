/** Gathers the readings of a stretch of time as they are read: every one while there are few, buckets from then on. Pure. */
import type { TrendRange } from '#contract/trends.ts';

import type { BucketAt } from './bucket-calendar.ts';
import { joined } from '../merge-sections.ts';
import type { PointColumns } from './point-range.ts';
import { RangeBuckets, RangeExtremes, type MomentIn, type Piece } from './range-buckets.ts';
import { lowerBound } from '../section.ts';

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

/** A piece has to be read when somebody asks where in it its lowest stands. */
const noPieces: MomentIn = () => Infinity;

/** Takes readings oldest first; those outside of [fromMs, toMs) belong to the buckets at its edges and are not counted. */
export class RangeCollector {
  readonly #question: RangeQuestion;
  readonly #buckets: RangeBuckets;
  readonly #extremes = new RangeExtremes();
  /** Every reading; null once there are too many to show one by one. */
  #kept: PointColumns[] | null = [];

  constructor(question: RangeQuestion) {
    this.#question = question;
    this.#buckets = new RangeBuckets(question.bucketAt);
  }

  add(points: PointColumns): void {
    this.#observe(points);
    if (!this.#kept) return this.#buckets.add(points);
    this.#kept.push(points);
    if (this.#extremes.count <= this.#question.most) return;
    for (const kept of this.#kept) this.#buckets.add(kept);
    this.#kept = null;
  }

  /** Readings are too many to be shown one by one: from now on they can be told in short. */
  get gathers(): boolean {
    return this.#kept === null;
  }

  /** Whether a piece lies wholly inside a bucket, and inside or outside of the stretch. */
  takes({ fromMs, toMs }: Pick<Piece, 'fromMs' | 'toMs'>): boolean {
    const { bucketAt } = this.#question;
    return toMs < bucketAt(fromMs).endMs && this.#isInside(fromMs) === this.#isInside(toMs);
  }

  /** Only what it {@link takes}, once it {@link gathers}. */
  addPiece(piece: Piece): void {
    if (this.#isInside(piece.fromMs)) this.#extremes.addPiece(piece);
    this.#buckets.addPiece(piece);
  }

  /** @param momentIn looks into pieces for the moments of the extremes. */
  result(momentIn: MomentIn = noPieces): RangeColumns {
    const known = { count: this.#extremes.count, extremes: this.#extremes.known(momentIn) };
    if (!this.#kept) return { bucketMs: this.#question.bucketMs, ...this.#buckets.columns(), ...known };
    const value = joined(this.#kept.map(({ values }) => values));
    return { bucketMs: 0, timeMs: joined(this.#kept.map(({ times }) => times)), min: value, max: value, mean: value, ...known };
  }

  #isInside(timeMs: number): boolean {
    return timeMs >= this.#question.fromMs && timeMs < this.#question.toMs;
  }

  #observe({ times, values }: PointColumns): void {
    const { fromMs, toMs } = this.#question;
    const [from, to] = [lowerBound(times, fromMs), lowerBound(times, toMs)];
    this.#extremes.add({ times: times.subarray(from, to), values: values.subarray(from, to) });
  }
}
