/** Stretches of time a value's chart shows. */
const hourMs = 3_600_000;

/** Lengths in ms; `all` begins with the first reading. */
export const spans = { hours8: 8 * hourMs, hours24: 24 * hourMs, days7: 168 * hourMs, days30: 720 * hourMs, all: null } as const;
export type Span = keyof typeof spans;
export const spanNames: readonly Span[] = ['hours8', 'hours24', 'days7', 'days30', 'all'];

export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** A little room behind the last reading, as a part of the stretch. */
const room = 0.02;

/** A stretch of a length that ends just after a moment. */
export function stretchBefore(momentMs: number, lengthMs: number): Stretch {
  const toMs = momentMs + Math.round(lengthMs * room);
  return { fromMs: toMs - lengthMs, toMs };
}

/** The stretch from the first reading to the last; a lone reading gets an hour around it. */
export function wholeStretch(firstMs: number, lastMs: number): Stretch {
  const lengthMs = Math.max(hourMs, lastMs - firstMs);
  return { fromMs: firstMs - Math.round(lengthMs * room), toMs: lastMs + Math.round(lengthMs * room) };
}
