/** The stretch of time around an alarm that its chart shows. */
import type { ConsoleAlarm } from '#contract/alarms.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** What led to it: at least this much before. */
const leadMs = 50 * minuteMs;
const trailMs = 10 * minuteMs;

/**
 * From before it began to its end, or to now while it lasts. One that lasts longer than a day shows
 * half a day on either side of its beginning: the moment is what is asked about.
 * @param nowMs moves on with the minute.
 */
export function alarmWindow({ sinceMs, endedMs }: Pick<ConsoleAlarm, 'sinceMs' | 'endedMs'>, nowMs: number): { fromMs: number; toMs: number } {
  const lasted = Math.max(0, (endedMs ?? nowMs) - sinceMs);
  if (lasted > dayMs) return { fromMs: sinceMs - dayMs / 2, toMs: Math.min(nowMs, sinceMs + dayMs / 2) };
  const fromMs = sinceMs - Math.max(leadMs, Math.round(lasted / 2));
  if (endedMs === null) return { fromMs, toMs: Math.max(nowMs, sinceMs + minuteMs) };
  return { fromMs, toMs: Math.min(Math.max(nowMs, endedMs), endedMs + Math.max(trailMs, Math.round(lasted / 4))) };
}
