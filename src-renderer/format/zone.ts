/**
 * The site's calendar: what an instant reads on the wall clock of an IANA time zone, and where its
 * days begin. Days of 23 and 25 hours come out right because nothing here adds 24 hours.
 */

export interface WallClock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const dayMs = 86_400_000;
const readers = new Map<string, Intl.DateTimeFormat>();

function readerFor(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  readers.set(zone, made);
  return made;
}

/** The wall clock in `zone` at an instant (ms UTC). */
export function wallClock(timeMs: number, zone: string): WallClock {
  const clock: WallClock = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of readerFor(zone).formatToParts(timeMs)) {
    if (type in clock) Object.assign(clock, { [type]: Number(value) });
  }
  return clock;
}

/** The local date as a number of days since 1970-01-01; neighbouring dates differ by one. */
export function localDay(timeMs: number, zone: string): number {
  const { year, month, day } = wallClock(timeMs, zone);
  return Date.UTC(year, month - 1, day) / dayMs;
}

/** Found by bisection, so a zone whose clocks skip midnight gives the first moment that date has. */
function searchedStart(day: number, zone: string): number {
  let before = day * dayMs - 15 * 3_600_000;
  let from = day * dayMs + 13 * 3_600_000;
  while (from - before > 1000) {
    const middle = Math.floor((before + from) / 2000) * 1000;
    if (localDay(middle, zone) >= day) from = middle;
    else before = middle;
  }
  return from;
}

/** A picture that is moved asks for the same days with every frame. */
const starts = new Map<string, number>();
const mostStarts = 2_000;

/** The first instant (ms UTC) of a local date given as {@link localDay}. */
export function startOfLocalDay(day: number, zone: string): number {
  const key = `${day} ${zone}`;
  const start = starts.get(key) ?? searchedStart(day, zone);
  if (starts.size >= mostStarts) starts.clear();
  starts.set(key, start);
  return start;
}

/** The city of a zone for the status bar: `Europe/Helsinki` reads "Helsinki". */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
