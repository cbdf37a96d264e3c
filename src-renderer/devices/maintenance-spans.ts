/** Until when somebody may say that they work at something: for a span, or until a full hour. Pure. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Offered spans, ms. */
export const spans = [30 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs, 8 * hourMs, dayMs, 3 * dayMs, 7 * dayMs, 30 * dayMs];
/** Proposed. */
export const usualSpanMs = hourMs;

const quarterMs = 15 * minuteMs;
const clocksAhead = 24;

/**
 * The next full hours of the site's clock, ms UTC.
 * @param clock "14:00" of a moment in the site's zone; zones may be off by quarters of an hour.
 */
export function nextFullHours(nowMs: number, clock: (ms: number) => string, count = clocksAhead): number[] {
  const found: number[] = [];
  for (let ms = Math.ceil((nowMs + minuteMs) / quarterMs) * quarterMs; found.length < count; ms += quarterMs) {
    if (clock(ms).endsWith('00')) found.push(ms);
  }
  return found;
}
