/** Days of an IANA time zone: from local midnight to local midnight, so of 23, 24 or 25 hours. */

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const readers = new Map<string, Intl.DateTimeFormat>();

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' });
  readers.set(zone, made);
  return made;
}

/** The local date of an instant (ms UTC) as days since 1970-01-01. */
export function localDayAt(timeMs: number, zone: string): number {
  const found = new Map(readerOf(zone).formatToParts(timeMs).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(found.get('year') ?? 1970, (found.get('month') ?? 1) - 1, found.get('day') ?? 1) / dayMs;
}

/**
 * The first instant (ms UTC) of a local date, by bisection: where clocks skip midnight it is the first moment the
 * date has. Zones lie between 12 hours behind and 14 hours ahead of UTC, and change at whole minutes.
 */
export function localDayStart(day: number, zone: string): number {
  const minuteMs = 60_000;
  let before = (day * dayMs - 15 * hourMs) / minuteMs;
  let within = (day * dayMs + 13 * hourMs) / minuteMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDayAt(middle * minuteMs, zone) >= day) within = middle;
    else before = middle;
  }
  return within * minuteMs;
}
