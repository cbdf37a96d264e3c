/** How far the wall clock of an IANA time zone is from UTC, cheap enough to ask for every line of a long file. */

const quarterMs = 900_000;
const readers = new Map<string, Intl.DateTimeFormat>();

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone);
  if (known) return known;
  const numeric = 'numeric';
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  readers.set(zone, made);
  return made;
}

function wallMs(timeMs: number, zone: string): number {
  const found = new Map(readerOf(zone).formatToParts(timeMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** Wall clock minus UTC in ms at an instant. */
export type ZoneOffset = (timeMs: number) => number;

/** The offsets of a zone. Zones change at quarters of an hour, so the one just asked for serves its whole quarter. */
export function zoneOffsets(zone: string): ZoneOffset {
  let knownQuarter = Number.NaN;
  let offsetMs = 0;
  return (timeMs) => {
    const quarter = Math.floor(timeMs / quarterMs);
    if (quarter !== knownQuarter) {
      const start = quarter * quarterMs;
      offsetMs = wallMs(start, zone) - start;
      knownQuarter = quarter;
    }
    return offsetMs;
  };
}
