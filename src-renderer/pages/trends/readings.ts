/** What the lines say: drawn points, the reading at a moment, marks of alarms. Pure. */
import type { ConsoleAlarm } from '#contract/alarms.ts';
import { type ConsoleSeries, continuing } from '#contract/measurements.ts';
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

/** A bucket this wide is drawn by its mean alone: one reading beside it would look like a jump. */
const wideMs = 6 * 3_600_000;

/** What one newer reading means to a bucket that is not over yet. */
function widened(line: DrawnPoints, value: number): DrawnPoints {
  const last = line.timeMs.length - 1;
  line.min[last] = Math.min(line.min[last] ?? value, value);
  line.max[last] = Math.max(line.max[last] ?? value, value);
  return line;
}

interface DrawnPoints {
  timeMs: number[];
  mean: number[];
  min: number[];
  max: number[];
  gaps: boolean[];
}

function withLatest(line: DrawnPoints, range: TrendRange, intervalMs: number | null, latest: Point, shiftMs: number): DrawnPoints {
  const { bucketMs } = range;
  const last = line.timeMs.length - 1;
  // The bucket it belongs to is not over yet: its middle lies ahead.
  const inBucket = last >= 0 && latest.timeMs < (range.timeMs[last] ?? 0) + bucketMs;
  if (inBucket && bucketMs >= wideMs) return widened(line, latest.value);
  if (inBucket) line.timeMs[last] = Math.min(line.timeMs[last] ?? 0, latest.timeMs);
  if (last >= 0) line.gaps[last] = !inBucket && latest.timeMs - (range.timeMs[last] ?? 0) > gapFrom(range, intervalMs);
  line.timeMs.push(latest.timeMs + shiftMs);
  for (const values of [line.mean, line.min, line.max]) values.push(latest.value);
  line.gaps.push(false);
  return line;
}

function pointsOf(range: TrendRange, intervalMs: number | null, latest: Point | null, shiftMs: number): PlotLine {
  const { bucketMs } = range;
  const gaps = gapsAfter(range.timeMs, { bucketMs, intervalMs });
  const timeMs = range.timeMs.map((start) => start + bucketMs / 2 + shiftMs);
  const line = { timeMs, mean: [...range.mean], min: [...range.min], max: [...range.max], gaps };
  return isNewer(range, latest) ? withLatest(line, range, intervalMs, latest, shiftMs) : line;
}

/** Of each range the line it was drawn as last: a picture that is moved draws the same with every frame. */
const drawn = new WeakMap<TrendRange, { asked: string; line: PlotLine }>();

/**
 * The points of a range as they are drawn: each bucket in its middle, the live value at the right end.
 * @param newest the newest reading, null where it does not belong here.
 * @param shiftMs added to every time: something of another time to compare with.
 */
export function plotLine(range: TrendRange, intervalMs: number | null, newest: Point | null = null, shiftMs = 0): PlotLine {
  const latest = continuing(range, newest);
  const asked = [intervalMs, latest?.timeMs, latest?.value, shiftMs].join(' ');
  const known = drawn.get(range);
  if (known?.asked === asked) return known.line;
  const line = pointsOf(range, intervalMs, latest, shiftMs);
  drawn.set(range, { asked, line });
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

/** The stretch in which a switch was on at a moment, if it was; where many are drawn as one, if it was for most of it. */
export function onAt({ fromMs, toMs, onMs }: Pick<Switched, 'fromMs' | 'toMs' | 'onMs'>, momentMs: number): Stretch | null {
  const index = fromMs.findIndex((from, place) => from <= momentMs && momentMs < (toMs[place] ?? from));
  const [from, to] = [fromMs[index] ?? 0, toMs[index] ?? 0];
  return index < 0 || (onMs[index] ?? 0) < (to - from) / 2 ? null : { fromMs: from, toMs: to };
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
