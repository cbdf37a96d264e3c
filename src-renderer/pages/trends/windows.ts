/** Stretches of time the Trends view shows, and moving through them. Pure. */
import { localDay, startOfLocalDay, wallClock } from '../../format/zone.ts';

export interface Stretch {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Lengths that end now, as the address names them. */
export const spans = { '1h': hourMs, '8h': 8 * hourMs, '24h': dayMs, '7d': 7 * dayMs, '30d': 30 * dayMs, '1y': 365 * dayMs } as const;
export type Span = keyof typeof spans;
export const spanNames = Object.keys(spans) as Span[];

/** What is shown: a length that moves along with the time, or a stretch that stays. */
export type Shown = { span: Span } | Stretch;

export function stretchOf(shown: Shown, nowMs: number): Stretch {
  return 'span' in shown ? { fromMs: nowMs - spans[shown.span], toMs: nowMs } : { fromMs: shown.fromMs, toMs: shown.toMs };
}

export const lengthOf = ({ fromMs, toMs }: Stretch): number => toMs - fromMs;

const shortestMs = 10_000;
const longestMs = 30 * 366 * dayMs;
/** So far beyond now one may look, as a part of the stretch: room for the eye, nothing to see. */
const future = 0.05;

/** The same stretch, of a length that can be shown and not in the future. */
export function held(stretch: Stretch, nowMs: number): Stretch {
  const length = Math.round(Math.min(longestMs, Math.max(shortestMs, lengthOf(stretch))));
  const middle = (stretch.fromMs + stretch.toMs) / 2;
  const latest = Math.round(nowMs + length * future);
  const toMs = Math.min(latest, Math.max(length, Math.round(middle + length / 2)));
  return { fromMs: toMs - length, toMs };
}

/** Twice as near with factor 0.5; the moment stays where it is on screen. */
export function zoomed(stretch: Stretch, factor: number, aroundMs: number, nowMs: number): Stretch {
  const clamped = Math.min(longestMs, Math.max(shortestMs, lengthOf(stretch) * factor)) / lengthOf(stretch);
  return held({ fromMs: aroundMs - (aroundMs - stretch.fromMs) * clamped, toMs: aroundMs + (stretch.toMs - aroundMs) * clamped }, nowMs);
}

export function moved({ fromMs, toMs }: Stretch, byMs: number, nowMs: number): Stretch {
  return held({ fromMs: fromMs + byMs, toMs: toMs + byMs }, nowMs);
}

/** What the strip below shows is about so many times as long as the stretch above it. */
const stripSpans: readonly { upTo: number; length: number }[] = [
  { upTo: hourMs / 30, length: hourMs },
  { upTo: hourMs / 3, length: 8 * hourMs },
  { upTo: 2 * hourMs, length: dayMs },
  { upTo: 12 * hourMs, length: 7 * dayMs },
  { upTo: 2 * dayMs, length: 30 * dayMs },
  { upTo: 60 * dayMs, length: 365 * dayMs },
  { upTo: 2 * 366 * dayMs, length: 3 * 365 * dayMs },
];
/** And of what is longer still: before it there is mostly nothing. */
const longStrip = 1.5;
/** A strip of another length is kept while it shows the stretch at least this wide and no wider than most of it. */
const narrowest = 1 / 32;
const widest = 0.75;

/** What the strip below shows: the one before while the stretch is to be seen well in it, else one that ends now or lies around. */
export function stripFor(stretch: Stretch, nowMs: number, before: Stretch | null): Stretch {
  const length = stripSpans.find(({ upTo }) => lengthOf(stretch) <= upTo)?.length ?? lengthOf(stretch) * longStrip;
  const part = before ? lengthOf(stretch) / lengthOf(before) : 0;
  const isInside = before !== null && stretch.fromMs >= before.fromMs && stretch.toMs <= before.toMs + lengthOf(before) * future;
  if (before && isInside && (lengthOf(before) === length || (part >= narrowest && part <= widest))) return before;
  const endsNow = { fromMs: nowMs - length, toMs: nowMs };
  if (stretch.fromMs >= endsNow.fromMs) return endsNow;
  const middle = (stretch.fromMs + stretch.toMs) / 2;
  return held({ fromMs: middle - length / 2, toMs: middle + length / 2 }, nowMs);
}

/** Local days, the last one included. @param first, last days since 1970-01-01. */
export function daysStretch(first: number, last: number, zone: string): Stretch {
  return { fromMs: startOfLocalDay(Math.min(first, last), zone), toMs: startOfLocalDay(Math.max(first, last) + 1, zone) };
}

/** The local days a stretch touches. */
export function daysOf({ fromMs, toMs }: Stretch, zone: string): { first: number; last: number } {
  return { first: localDay(fromMs, zone), last: localDay(toMs - 1, zone) };
}

/** First and last day of a stretch that is nothing but whole local days; else null. */
export function wholeDays(stretch: Stretch, zone: string): { first: number; last: number } | null {
  const days = daysOf(stretch, zone);
  const whole = daysStretch(days.first, days.last, zone);
  return whole.fromMs === stretch.fromMs && whole.toMs === stretch.toMs ? days : null;
}

/** Days since 1970-01-01 as `2026-11-19`, for names of files. */
export function textOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export const dayPresets = ['today', 'yesterday', 'thisMonth', 'lastMonth', 'lastYear'] as const;
export type DayPreset = (typeof dayPresets)[number];

/** First and last local day of a preset, seen from now. */
export function presetDays(preset: DayPreset, nowMs: number, zone: string): { first: number; last: number } {
  const today = localDay(nowMs, zone);
  const { year, month } = wallClock(nowMs, zone);
  const dayAt = (inYear: number, monthIndex: number): number => Date.UTC(inYear, monthIndex, 1) / dayMs;
  switch (preset) {
    case 'today':
      return { first: today, last: today };
    case 'yesterday':
      return { first: today - 1, last: today - 1 };
    case 'thisMonth':
      return { first: dayAt(year, month - 1), last: today };
    case 'lastMonth':
      return { first: dayAt(year, month - 2), last: dayAt(year, month - 1) - 1 };
    case 'lastYear':
      return { first: dayAt(year - 1, 0), last: dayAt(year, 0) - 1 };
  }
}
