/** Which readings of a set are sent, and by how much their times are moved; decided once for each set. */
import type { SetName } from './source-sets.ts';
import type { DeviceSurvey } from './survey.ts';

export interface SetSpan {
  set: SetName;
  /** Added to every source time. */
  shiftMs: number;
  /** Readings before this source time are left out; null = none are. */
  fromMs: number | null;
}

export interface SpanWishes {
  times: 'original' | 'shifted';
  /** Only the last so many days of the set; null = all of it. */
  days: number | null;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The span of a set. One shift for the whole set: a meter that went silent in March stays behind the others.
 * @param lastMs the set's last reading, in source time.
 * @param nowMs shifted times end in the minute this lies in.
 */
export function spanOf(set: SetName, lastMs: number, wishes: SpanWishes, nowMs: number): SetSpan {
  const shiftMs = wishes.times === 'original' ? 0 : Math.floor(nowMs / minuteMs) * minuteMs - lastMs;
  return { set, shiftMs, fromMs: wishes.days === null ? null : lastMs - wishes.days * dayMs };
}

/** When the set's last reading was taken, by any of its devices. */
export function lastReadingMs(surveys: readonly DeviceSurvey[], set: SetName): number {
  return Math.max(...surveys.filter(({ device }) => device.set === set).map(({ lastMs }) => lastMs));
}

/** Whether a reading of this source time is sent. */
export function isWithin(span: SetSpan, timeMs: number): boolean {
  return span.fromMs === null || timeMs >= span.fromMs;
}
