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

const minuteMs = 60_000;

/** By bisection. Zones lie between 12 hours behind and 14 hours ahead of UTC, and change at whole minutes. */
function searchedStart(day: number, zone: string): number {
  let before = (day * dayMs - 15 * hourMs) / minuteMs;
  let within = (day * dayMs + 13 * hourMs) / minuteMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDayAt(middle * minuteMs, zone) >= day) within = middle;
    else before = middle;
  }
  return within * minuteMs;
}

/** Starts of a zone's days. A picture of years asks for hundreds of them, again and again. */
class DayStarts {
  readonly #zone: string;
  readonly #known = new Map<number, number>();
  /** By how much the day asked for last began off midnight UTC: mostly the next one does so too. */
  #offMs = 0;

  constructor(zone: string) {
    this.#zone = zone;
  }

  of(day: number): number {
    const known = this.#known.get(day);
    if (known !== undefined) return known;
    const guess = day * dayMs + this.#offMs;
    const start = this.#begins(day, guess) ? guess : searchedStart(day, this.#zone);
    this.#offMs = start - day * dayMs;
    if (this.#known.size >= mostStarts) this.#known.clear();
    this.#known.set(day, start);
    return start;
  }

  #begins(day: number, timeMs: number): boolean {
    return localDayAt(timeMs, this.#zone) === day && localDayAt(timeMs - minuteMs, this.#zone) < day;
  }
}

/** Thirty years. */
const mostStarts = 11_000;
const starts = new Map<string, DayStarts>();

/** The first instant (ms UTC) of a local date: where clocks skip midnight it is the first moment the date has. */
export function localDayStart(day: number, zone: string): number {
  const known = starts.get(zone) ?? new DayStarts(zone);
  starts.set(zone, known);
  return known.of(day);
}
