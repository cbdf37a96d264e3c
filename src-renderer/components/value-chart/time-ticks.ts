/** Round times for the x axis, on the site's wall clock: hours stay hours across a change of the clocks. */
import { dayText, clockText, monthText, weekdayText } from '../../format/moments.ts';
import { localDay, startOfLocalDay, wallClock } from '../../format/zone.ts';
import type { Language } from '../../state/language.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const dayMs = dayMinutes * minuteMs;
const monthMs = 30.44 * dayMs;
/** Steps a person counts in: minutes, then days, then months. */
const minuteSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
const daySteps = [1, 2, 7, 14];
const monthSteps = [1, 3, 6, 12, 24, 60, 120];
/** Weeks begin on a Monday; 1970-01-01 was a Thursday. */
const firstMonday = 4;
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
  const begin = stepDays % 7 === 0 ? firstMonday : 0;
  const first = Math.ceil((localDay(fromMs, zone) - begin) / stepDays) * stepDays + begin;
  for (let day = first; ; day += stepDays) {
    const timeMs = startOfLocalDay(day, zone);
    if (timeMs > toMs) return ticks;
    if (timeMs >= fromMs) ticks.push(timeMs);
  }
}

function monthTicks(fromMs: number, toMs: number, stepMonths: number, zone: string): number[] {
  const ticks: number[] = [];
  const { year, month } = wallClock(fromMs, zone);
  for (let index = Math.floor((year * 12 + month - 1) / stepMonths) * stepMonths; ; index += stepMonths) {
    const timeMs = startOfLocalDay(Date.UTC(Math.floor(index / 12), index % 12, 1) / dayMs, zone);
    if (timeMs > toMs) return ticks;
    if (timeMs >= fromMs) ticks.push(timeMs);
  }
}

function clockLabel(timeMs: number, zone: string, language: Language): string {
  const { hour, minute } = wallClock(timeMs, zone);
  return hour === 0 && minute === 0 ? weekdayText(timeMs, zone, language) : clockText(timeMs, zone);
}

/** At most `count` round times (ms UTC) between two instants, with their words. */
export function timeTicks(fromMs: number, toMs: number, count: number, zone: string, language: Language): TimeTick[] {
  const wantedMs = (toMs - fromMs) / count;
  const labelled = (times: readonly number[], labelOf: (timeMs: number) => string): TimeTick[] => times.map((timeMs) => ({ timeMs, label: labelOf(timeMs) }));
  const minutes = minuteSteps.find((step) => step * minuteMs >= wantedMs);
  if (minutes) return labelled(minuteTicks(fromMs, toMs, minutes, zone), (timeMs) => clockLabel(timeMs, zone, language));
  const days = daySteps.find((step) => step * dayMs >= wantedMs);
  if (days) return labelled(dayTicks(fromMs, toMs, days, zone), (timeMs) => (days < 7 ? weekdayText : dayText)(timeMs, zone, language));
  const months = monthSteps.find((step) => step * monthMs >= wantedMs) ?? monthSteps.at(-1) ?? 12;
  return labelled(monthTicks(fromMs, toMs, months, zone), (timeMs) => (months < 12 ? monthText(timeMs, zone, language) : String(wallClock(timeMs, zone).year)));
}

/** Ticks without those so near to a marked time that their words would run into each other. */
export function clearOf(ticks: readonly TimeTick[], marked: readonly number[], nearMs: number): TimeTick[] {
  return ticks.filter(({ timeMs }) => marked.every((mark) => Math.abs(mark - timeMs) >= nearMs));
}
