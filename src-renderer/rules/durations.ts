/** Durations in a rule's sentence: whole numbers of one unit, typed or chosen. */

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days';

export interface Duration {
  unit: DurationUnit;
  count: number;
}

const unitMs: readonly [DurationUnit, number][] = [
  ['days', dayMs],
  ['hours', hourMs],
  ['minutes', minuteMs],
];

/** The largest unit that divides a duration (ms): 90 min stays 90 minutes, 120 min is 2 hours. */
export function splitDuration(ms: number): Duration {
  const [unit, size] = unitMs.find(([, divisor]) => ms > 0 && ms % divisor === 0) ?? ['seconds', secondMs];
  return { unit, count: ms / size };
}

/** First letters people use in English and Finnish (sekunti, minuutti, tunti, päivä). */
const typedUnits: readonly [RegExp, number][] = [
  [/^s/i, secondMs],
  [/^m/i, minuteMs],
  [/^[ht]/i, hourMs],
  [/^[dpv]/i, dayMs],
];

/** The longest duration a rule may have. */
export const longestMs = 7 * dayMs;

/** A typed duration in ms, such as `7`, `7 min`, `2 h`, `1 pv`; minutes where no unit is given. Null when it is none. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,5})\s*(\p{L}*)\.?$/u.exec(text.trim());
  if (!match) return null;
  const [, digits = '', word = ''] = match;
  const size = word === '' ? minuteMs : typedUnits.find(([pattern]) => pattern.test(word))?.[1];
  const ms = size === undefined ? 0 : Number(digits) * size;
  return ms > 0 && ms <= longestMs ? ms : null;
}

/** What is offered for "for …" and "end it … for": at once, then steps people think in. */
export const holdDurations: readonly number[] = [0, ...[1, 2, 5, 10, 15, 30].map((n) => n * minuteMs), hourMs, 2 * hourMs, 4 * hourMs];
/** What is offered for "within …". */
export const windowDurations: readonly number[] = [1, 5, 10, 15, 30].map((n) => n * minuteMs).concat([hourMs, 4 * hourMs, dayMs]);
/** What is offered for "nothing heard for …". */
export const silenceDurations: readonly number[] = [5, 15, 30].map((n) => n * minuteMs).concat([hourMs, 4 * hourMs, 12 * hourMs, dayMs]);
