/** Where the readings of a block are cut to be told in short: on the calendar, so that buckets of pictures hold whole pieces. Pure. */
import { bucketsOf, type BucketAt, type BucketSize } from '../points/bucket-calendar.ts';
import { widthOf } from '../points/bucket-width.ts';

/** Each divides the next one, and most widths of buckets. */
const widths: readonly BucketSize[] = [
  { count: 1, unit: 'm' },
  { count: 5, unit: 'm' },
  { count: 30, unit: 'm' },
  { count: 1, unit: 'h' },
  { count: 6, unit: 'h' },
  { count: 1, unit: 'd' },
];
/** A piece of fewer readings saves little over unpacking them, and takes up room. */
const fewestReadings = 250;

/**
 * Pieces for so many readings in a length of time; null where they are so few a day that they need none.
 * @param zone whose days no piece crosses.
 */
export function pieceGrid(count: number, lengthMs: number, zone: string): BucketAt | null {
  const size = widths.find((width) => (count * widthOf(width)) / Math.max(1, lengthMs) >= fewestReadings);
  if (!size) return null;
  const [even, day] = [bucketsOf(size, zone), bucketsOf({ count: 1, unit: 'd' }, zone)];
  return (timeMs) => {
    const [within, ofDay] = [even(timeMs), day(timeMs)];
    return { startMs: Math.max(within.startMs, ofDay.startMs), endMs: Math.min(within.endMs, ofDay.endMs) };
  };
}
