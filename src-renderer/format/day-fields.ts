/**
 * Days as people type them into fields: as the console writes them, with the month as a number or a word, or as ISO
 * 8601. The browser's own date field is not used: it follows the browser's language, not the person's choice. Pure.
 */
import type { Language } from '../state/language.ts';
import { dateText } from './moments.ts';

const dayMs = 86_400_000;
const months = Array.from({ length: 12 }, (_, index) =>
  ['en-US', 'fi-FI'].map((locale) => new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, index, 15)).toLowerCase()),
);
/** "Mar" and "maa" are the shortest to tell months apart. */
const fewestLetters = 3;

/** A local day (days since 1970-01-01) as a field shows it: "19 Nov 2026"; Finnish "19.11.2026". */
export function dayFieldText(day: number, language: Language): string {
  return dateText(day * dayMs, 'UTC', language);
}

function monthOf(word: string): number {
  const written = word.toLowerCase();
  if (/^\d+$/.test(written)) return Number(written);
  // In a Finnish date the month stands in the partitive: marraskuuta.
  const isOf = (name: string): boolean => name.startsWith(written) || written === `${name}ta`;
  return months.findIndex((names) => written.length >= fewestLetters && names.some(isOf)) + 1;
}

/** Days since 1970-01-01; null where the calendar has no such day. */
function dayAt(year: number, month: number, day: number): number | null {
  const timeMs = Date.UTC(year, month - 1, day);
  const date = new Date(timeMs);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? timeMs / dayMs : null;
}

/** The newest day of that name that is not in the future. */
function latestAt(month: number, day: number, today: number): number | null {
  const year = new Date(today * dayMs).getUTCFullYear();
  const thisYear = dayAt(year, month, day);
  return thisYear !== null && thisYear <= today ? thisYear : dayAt(year - 1, month, day);
}

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
/** Day, month as number or word, year: what lies between may be dots, slashes, blanks. */
const written = /^(\d{1,2})[.\s/]+(\d{1,2}|\p{L}+)[.,\s/]*(\d{4}|\d{2})?$/u;

/**
 * A typed day as days since 1970-01-01, or null when it is none. Without a year it is the newest such day.
 * @param today the local day, days since 1970-01-01.
 */
export function parseDay(text: string, today: number): number | null {
  const tidy = text.trim();
  const [, isoYear, isoMonth, isoDay] = iso.exec(tidy) ?? [];
  if (isoYear !== undefined) return dayAt(Number(isoYear), Number(isoMonth), Number(isoDay));
  const [, day = '', month = '', year] = written.exec(tidy) ?? [];
  if (year === undefined) return latestAt(monthOf(month), Number(day), today);
  return dayAt(Number(year) + (year.length === 2 ? 2000 : 0), monthOf(month), Number(day));
}
