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

/** Days are asked for in order: the one before answers nearly always. */
function localDays(count: number, zone: string): BucketStart {
  let startMs = 0;
  let endMs = 0;
  return (timeMs) => {
    if (timeMs < startMs || timeMs >= endMs) {
      const first = Math.floor(localDayAt(timeMs, zone) / count) * count;
      startMs = localDayStart(first, zone);
      endMs = localDayStart(first + count, zone);
    }
    return startMs;
  };
}

/**
 * Buckets of a size. Seconds, minutes and hours are counted from 1970 UTC; days are those of the zone, several
 * days together counted from 1970-01-01.
 * @param size null: every instant by itself.
 */
export function bucketStarts(size: BucketSize | null, zone: string): BucketStart {
  if (!size) return (timeMs) => timeMs;
  if (size.unit === 'd') return localDays(size.count, zone);
  const widthMs = size.count * widths[size.unit];
  return (timeMs) => Math.floor(timeMs / widthMs) * widthMs;
}
