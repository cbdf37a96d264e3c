/**
 * Moments in words: today "14:21", within the week "Mon 16 Nov", else "3 Mar 2026"; always the
 * site's zone, always 24 hours. The clock keeps its colon in Finnish too (SFS 4175 allows it in
 * technical text), because "14.21" beside a column of decimals reads as a value.
 */
import type { Language } from '../state/language.ts';
import { localDay, wallClock } from './zone.ts';

/** Neighbouring dates within this many days are told by their weekday. */
const weekdayReach = 6;

const weekdayLocales: Record<Language, string> = { en: 'en-GB', fi: 'fi-FI' };
/** Not `en-GB`, which writes "Sept", one letter longer than every other month. */
const monthLocale = 'en-US';
const formatters = new Map<string, Intl.DateTimeFormat>();

function piece(timeMs: number, zone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${zone} ${Object.keys(options).join()}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formatters.set(key, known);
  return known.format(timeMs);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** "14:21". */
export function clockText(timeMs: number, zone: string): string {
  const { hour, minute } = wallClock(timeMs, zone);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** "14:21:04". */
export function secondsText(timeMs: number, zone: string): string {
  return `${clockText(timeMs, zone)}:${twoDigits(wallClock(timeMs, zone).second)}`;
}

/** "16 Nov"; Finnish "16.11.". */
export function dayText(timeMs: number, zone: string, language: Language): string {
  const { day, month } = wallClock(timeMs, zone);
  if (language === 'fi') return `${day}.${month}.`;
  return `${day} ${piece(timeMs, zone, monthLocale, { month: 'short' })}`;
}

/** "Mon 16 Nov"; Finnish "ma 16.11.". */
export function weekdayText(timeMs: number, zone: string, language: Language): string {
  const weekday = piece(timeMs, zone, weekdayLocales[language], { weekday: 'short' });
  return `${weekday} ${dayText(timeMs, zone, language)}`;
}

/** "Mon 16 Nov" within this year, else "Sat 16 Nov 2024": a day seen from `nowMs`. */
export function dayOfYearText(timeMs: number, nowMs: number, zone: string, language: Language): string {
  const isThisYear = wallClock(timeMs, zone).year === wallClock(nowMs, zone).year;
  if (isThisYear) return weekdayText(timeMs, zone, language);
  const weekday = piece(timeMs, zone, weekdayLocales[language], { weekday: 'short' });
  return `${weekday} ${dateText(timeMs, zone, language)}`;
}

/** "3 Mar 2026"; Finnish "3.3.2026". */
export function dateText(timeMs: number, zone: string, language: Language): string {
  const { year } = wallClock(timeMs, zone);
  return language === 'fi'
    ? `${dayText(timeMs, zone, language)}${year}`
    : `${dayText(timeMs, zone, language)} ${year}`;
}

/** "Mar 2026"; Finnish "3/2026". */
export function monthText(timeMs: number, zone: string, language: Language): string {
  const { year, month } = wallClock(timeMs, zone);
  return language === 'fi' ? `${month}/${year}` : `${piece(timeMs, zone, monthLocale, { month: 'short' })} ${year}`;
}

/** The moment as a row says it, seen from `nowMs`. */
export function momentText(timeMs: number, nowMs: number, zone: string, language: Language): string {
  const days = Math.abs(localDay(timeMs, zone) - localDay(nowMs, zone));
  if (days === 0) return clockText(timeMs, zone);
  return days <= weekdayReach ? weekdayText(timeMs, zone, language) : dateText(timeMs, zone, language);
}

/** The same with the clock where that is the day, for what is waited for: "14:21", "Mon 16 Nov 14:21". */
export function deadlineText(timeMs: number, nowMs: number, zone: string, language: Language): string {
  const moment = momentText(timeMs, nowMs, zone, language);
  const clock = clockText(timeMs, zone);
  return moment === clock ? clock : `${moment} ${clock}`;
}

/** Everything about the moment, for tooltips: "Mon 16 Nov 2026 14:21:04". */
export function fullMomentText(timeMs: number, zone: string, language: Language): string {
  const weekday = piece(timeMs, zone, weekdayLocales[language], { weekday: 'short' });
  return `${weekday} ${dateText(timeMs, zone, language)} ${secondsText(timeMs, zone)}`;
}
