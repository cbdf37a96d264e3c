/** Into which stretches of time measurements are gathered. Pure. */
import { localDayAt, localDayStart } from '#contract/local-day.ts';

/** Milliseconds each; days are the calendar's. */
const widths = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

export interface BucketSize {
  count: number;
  unit: 's' | 'm' | 'h' | 'd';
}

/** The start (ms UTC) of the bucket an instant lies in. */
export type BucketStart = (timeMs: number) => number;

const maxCount = 10_000;

/** `10s`, `5m`, `1h`, `1d`; null for anything else. */
export function parseBucketSize(text: string): BucketSize | null {
  const match = /^(\d{1,5})([smhd])$/.exec(text);
  const count = Number(match?.[1] ?? 0);
  if (count < 1 || count > maxCount) return null;
  return { count, unit: match?.[2] as BucketSize['unit'] };
}

/** A stretch of time; `endMs` is exclusive. */
export interface Bucket {
  startMs: number;
  endMs: number;
}

/** The bucket an instant lies in. */
export type BucketAt = (timeMs: number) => Bucket;

/** Instants are asked for in order: the bucket before answers nearly always. */
function remembering(find: BucketAt): BucketAt {
  let last: Bucket = { startMs: 0, endMs: 0 };
  return (timeMs) => (timeMs >= last.startMs && timeMs < last.endMs ? last : (last = find(timeMs)));
}

/** Buckets of one width, counted from a moment on. */
export function evenBuckets(fromMs: number, widthMs: number): BucketAt {
  return remembering((timeMs) => {
    const startMs = fromMs + Math.floor((timeMs - fromMs) / widthMs) * widthMs;
    return { startMs, endMs: startMs + widthMs };
  });
}

function localDays(count: number, zone: string): BucketAt {
  return remembering((timeMs) => {
    const first = Math.floor(localDayAt(timeMs, zone) / count) * count;
    return { startMs: localDayStart(first, zone), endMs: localDayStart(first + count, zone) };
  });
}

/**
 * Buckets of a size. Seconds, minutes and hours are counted from 1970 UTC; days are those of the zone, several
 * days together counted from 1970-01-01.
 */
export function bucketsOf({ count, unit }: BucketSize, zone: string): BucketAt {
  return unit === 'd' ? localDays(count, zone) : evenBuckets(0, count * widths[unit]);
}

/** Starts of {@link bucketsOf}. @param size null: every instant by itself. */
export function bucketStarts(size: BucketSize | null, zone: string): BucketStart {
  if (!size) return (timeMs) => timeMs;
  const bucketAt = bucketsOf(size, zone);
  return (timeMs) => bucketAt(timeMs).startMs;
}
