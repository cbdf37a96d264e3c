/** Round widths of buckets for a picture: what one point is can be said in a word, and panning does not shift them. Pure. */
import type { BucketSize } from './bucket-calendar.ts';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Each divides the one after it or a day, up to days; those are the calendar's. */
const sizes: readonly BucketSize[] = [
  ...[1, 2, 5, 10, 15, 30].map((count): BucketSize => ({ count, unit: 's' })),
  ...[1, 2, 5, 10, 15, 30].map((count): BucketSize => ({ count, unit: 'm' })),
  ...[1, 2, 3, 6, 12].map((count): BucketSize => ({ count, unit: 'h' })),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((count): BucketSize => ({ count, unit: 'd' })),
];
const largest: BucketSize = { count: 3640, unit: 'd' };

/** Width in ms; of days the usual one. */
export function widthOf({ count, unit }: BucketSize): number {
  return count * unitMs[unit];
}

/** The smallest round width that needs at most `most` buckets for a stretch of time in ms. */
export function bucketSizeFor(lengthMs: number, most: number): BucketSize {
  return sizes.find((size) => lengthMs / widthOf(size) <= most) ?? largest;
}
