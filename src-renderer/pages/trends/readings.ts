/** What the lines say: drawn points, the reading at a moment, marks of alarms. Pure. */
import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';
import { severities } from '#contract/alarms.ts';
import type { Switched, TrendRange } from '#contract/trends.ts';

import { gapsAfter } from '../../components/gaps.ts';
import { type PlotLine, firstFrom } from '../../components/trend-chart/plot.ts';
import type { Stretch } from './windows.ts';

interface Point {
  timeMs: number;
  value: number;
}

/** A reading newer than the range belongs to its right end. */
function isNewer(range: TrendRange, latest: Point | null): latest is Point {
  return latest !== null && latest.timeMs < range.toMs && latest.timeMs > (range.timeMs.at(-1) ?? range.fromMs - 1);
}

/**
 * The points of a range as they are drawn: each bucket in its middle, the live value at the right end.
 * @param latest the newest reading, null where it does not belong here.
 * @param shiftMs added to every time: something of another time to compare with.
 */
export function plotLine(range: TrendRange, intervalMs: number | null, latest: Point | null = null, shiftMs = 0): PlotLine {
  const { bucketMs } = range;
  const gaps = gapsAfter(range.timeMs, { bucketMs, intervalMs });
  const timeMs = range.timeMs.map((start) => start + bucketMs / 2 + shiftMs);
  const line = { timeMs, mean: [...range.mean], min: [...range.min], max: [...range.max], gaps };
  if (!isNewer(range, latest)) return line;
  const last = timeMs.length - 1;
  // The bucket it belongs to is not over yet: its middle lies ahead.
  const inBucket = last >= 0 && latest.timeMs < (range.timeMs[last] ?? 0) + bucketMs;
  if (inBucket) timeMs[last] = Math.min(timeMs[last] ?? 0, latest.timeMs);
  if (last >= 0) gaps[last] = !inBucket && latest.timeMs - (range.timeMs[last] ?? 0) > gapFrom(range, intervalMs);
  timeMs.push(latest.timeMs + shiftMs);
  line.mean.push(latest.value);
  line.min.push(latest.value);
  line.max.push(latest.value);
  gaps.push(false);
  return line;
}

/** From when on the silence before the newest reading is a gap, ms. */
function gapFrom({ bucketMs, timeMs }: TrendRange, intervalMs: number | null): number {
  const last = timeMs.length - 1;
  const before = (timeMs[last] ?? 0) - (timeMs[last - 1] ?? timeMs[last] ?? 0);
  return Math.max(2 * bucketMs, 3 * Math.max(intervalMs ?? 0, before)) || Infinity;
}

/** The reading at a moment: the bucket it lies in, or the reading before it where no gap lies between; null in a gap. */
export function readingAt(line: PlotLine, bucketMs: number, momentMs: number): Point | null {
  const next = firstFrom(line.timeMs, momentMs);
  const before = next - 1;
  const nearest = distance(line, next, momentMs) < distance(line, before, momentMs) ? next : before;
  const timeMs = line.timeMs[nearest];
  const value = line.mean[nearest];
  if (timeMs === undefined || value === undefined) return null;
  const inGap = before >= 0 && next < line.timeMs.length ? line.gaps[before] === true : true;
  return inGap && Math.abs(timeMs - momentMs) > Math.max(bucketMs, 1000) ? null : { timeMs, value };
}

function distance(line: PlotLine, index: number, momentMs: number): number {
  const timeMs = line.timeMs[index];
  return timeMs === undefined ? Infinity : Math.abs(timeMs - momentMs);
}

/** The stretch in which a switch was on at a moment, if it was. */
export function onAt({ fromMs, toMs }: Pick<Switched, 'fromMs' | 'toMs'>, momentMs: number): Stretch | null {
  const index = fromMs.findIndex((from, place) => from <= momentMs && momentMs < (toMs[place] ?? from));
  return index < 0 ? null : { fromMs: fromMs[index] ?? 0, toMs: toMs[index] ?? 0 };
}

/** Alarms so near to each other that one symbol stands for them: the worst, else the newest. */
export interface AlarmCluster {
  timeMs: number;
  alarm: ConsoleAlarm;
  count: number;
}

const rank = ({ severity }: ConsoleAlarm): number => severities.indexOf(severity);

/** @param nearMs nearer alarms share a symbol. */
export function alarmClusters(alarms: readonly ConsoleAlarm[], nearMs: number): AlarmCluster[] {
  const clusters: AlarmCluster[] = [];
  for (const alarm of alarms.toSorted((one, other) => one.sinceMs - other.sinceMs)) {
    const last = clusters.at(-1);
    if (last && alarm.sinceMs - last.timeMs < nearMs) {
      last.count += 1;
      if (rank(alarm) <= rank(last.alarm)) last.alarm = alarm;
    } else clusters.push({ timeMs: alarm.sinceMs, alarm, count: 1 });
  }
  return clusters;
}

/** Alarms to mark at a value: those about it, and at a device's first value those about nothing in particular. */
export function alarmsFor(alarms: readonly ConsoleAlarm[], series: ConsoleSeries, isFirstOfDevice: boolean): ConsoleAlarm[] {
  return alarms.filter(({ cause, deviceId }) => {
    const about = cause?.seriesId ?? null;
    return about === null ? isFirstOfDevice && deviceId === series.deviceId : about === series.id;
  });
}
