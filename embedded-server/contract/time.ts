/**
 * Instants on the wire are ISO 8601 / RFC 3339 with a zone; inside they are integers, milliseconds
 * since 1970 UTC (`timeMs`). `Date.parse` is not used on input: it rolls 30 February over into March.
 */
import { z } from 'zod';

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d{2}(?::?\d{2})?)$/;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** 1970-01-01, the first instant a measurement id can hold. */
export const earliestTimeMs = 0;
/** 2099-12-31T23:59:59.999Z, the last instant accepted from a device. */
export const latestTimeMs = Date.UTC(2100, 0, 1) - 1;

/** Days in a Gregorian month, `month` 1 to 12. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Minutes east of UTC for `Z`, `+02`, `+0200` or `+02:00`; null when out of range. */
function zoneMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return null;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function utcFrom(year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, ms);
  return date.getTime();
}

/**
 * Parse an instant with zone.
 * @returns milliseconds since 1970 UTC (fractions beyond milliseconds cut), or null when the text is no
 *   valid instant: wrong form, no zone, a day the calendar does not have. Second 60 counts as the next second.
 */
export function parseInstant(text: string): number | null {
  const match = instantPattern.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [number, number, number, number, number];
  const second = Number(match[6] ?? '0');
  const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const zone = zoneMinutes(match[8] ?? 'Z');
  const inRange = month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 60;
  if (!inRange || zone === null || day > daysInMonth(year, month)) return null;
  return utcFrom(year, month, day, hour, minute, second, ms) - zone * 60_000;
}

/**
 * Parse a query parameter: an instant, or a plain date meaning its first moment in UTC.
 * @returns milliseconds since 1970 UTC, or null.
 */
export function parseQueryTime(text: string): number | null {
  const date = datePattern.exec(text);
  return parseInstant(date ? `${text}T00:00:00Z` : text);
}

/** The wire form of an instant: UTC with milliseconds, `2026-11-19T12:32:08.000Z`. */
export function formatInstant(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** An instant in ISO text, turned into `timeMs`. */
export const instantSchema = z.string().transform((text, context) => {
  const timeMs = parseInstant(text);
  if (timeMs === null) {
    context.addIssue({ code: 'custom', message: `'${text.slice(0, 40)}' is no date and time with a zone` });
    return z.NEVER;
  }
  return timeMs;
});

export const timeZoneSchema = z.string().refine(isTimeZone, { message: 'unknown time zone' });
