/** How wrong a device's clock seems to be. Pure. */

/** The way of a request, and rounding to the minute, make no wrong clock. */
const tolerableMs = 2 * 60_000;

/**
 * How far a device's clock is ahead (negative: behind), judged by a reading taken for its own time.
 * @param readingMs the time the reading gave itself.
 * @param heardMs when it arrived.
 * @returns ms, or null when it is about right or not known.
 */
export function clockOffset(readingMs: number | undefined, heardMs: number | null): number | null {
  if (readingMs === undefined || heardMs === null) return null;
  const offset = readingMs - heardMs;
  return Math.abs(offset) <= tolerableMs ? null : offset;
}
