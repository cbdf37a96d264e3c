/** Round times for the x axis, on the site's wall clock: hours stay hours across a change of the clocks. */
import { dateText, dayText, clockText, weekdayText } from '../../format/moments.ts';
import { localDay, startOfLocalDay, wallClock } from '../../format/zone.ts';
import type { Language } from '../../state/language.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** Steps a person counts in, in minutes; from a day on in days. */
const minuteSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
const daySteps = [1, 2, 7, 14, 28, 91, 182, 364, 728, 1820];
/** Zones differ from UTC by whole quarters of an hour. */
const quarterMinutes = 15;

export interface TimeTick {
  timeMs: number;
  label: string;
}

function minuteTicks(fromMs: number, toMs: number, stepMinutes: number, zone: string): number[] {
  const stride = Math.min(stepMinutes, quarterMinutes) * minuteMs;
  const ticks: number[] = [];
  for (let timeMs = Math.ceil(fromMs / stride) * stride; timeMs <= toMs; timeMs += stride) {
    const { hour, minute } = wallClock(timeMs, zone);
    if ((hour * 60 + minute) % stepMinutes === 0) ticks.push(timeMs);
  }
  return ticks;
}

function dayTicks(fromMs: number, toMs: number, stepDays: number, zone: string): number[] {
  const ticks: number[] = [];
  const first = Math.ceil(localDay(fromMs, zone) / stepDays) * stepDays;
  for (let day = first; ; day += stepDays) {
    const timeMs = startOfLocalDay(day, zone);
    if (timeMs > toMs) return ticks;
    if (timeMs >= fromMs) ticks.push(timeMs);
  }
}

function labelOf(timeMs: number, stepMinutes: number, zone: string, language: Language): string {
  if (stepMinutes >= 90 * dayMinutes) return dateText(timeMs, zone, language);
  if (stepMinutes >= 7 * dayMinutes) return dayText(timeMs, zone, language);
  const { hour, minute } = wallClock(timeMs, zone);
  return hour === 0 && minute === 0 ? weekdayText(timeMs, zone, language) : clockText(timeMs, zone);
}

/** At most `count` round times (ms UTC) between two instants, with their words. */
export function timeTicks(fromMs: number, toMs: number, count: number, zone: string, language: Language): TimeTick[] {
  const wantedMinutes = (toMs - fromMs) / minuteMs / count;
  const inDay = minuteSteps.find((step) => step >= wantedMinutes);
  const inDays = daySteps.find((step) => step * dayMinutes >= wantedMinutes) ?? daySteps.at(-1) ?? 1;
  const times = inDay ? minuteTicks(fromMs, toMs, inDay, zone) : dayTicks(fromMs, toMs, inDays, zone);
  return times.map((timeMs) => ({ timeMs, label: labelOf(timeMs, inDay ?? inDays * dayMinutes, zone, language) }));
}

/** Ticks without those so near to a marked time that their words would run into each other. */
export function clearOf(ticks: readonly TimeTick[], marked: readonly number[], nearMs: number): TimeTick[] {
  return ticks.filter(({ timeMs }) => marked.every((mark) => Math.abs(mark - timeMs) >= nearMs));
}
