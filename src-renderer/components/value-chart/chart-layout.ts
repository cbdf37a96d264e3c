/** Where everything in a value chart lies, computed before anything is drawn. */
import { clockText } from '../../format/moments.ts';
import { formatReading, shownDecimals } from '../../format/numbers.ts';
import type { Language } from '../../state/language.ts';
import type { AlarmMark } from './chart-marks.tsx';
import { type ChartRange, type ChartRow, chartRows, extremes } from './chart-rows.ts';
import { clearOf, timeTicks } from './time-ticks.ts';
import { type ValueAxis, valueAxis } from './value-ticks.ts';

/** Words of the axis are at least this part of its width apart. */
const nearness = 0.14;
const characterWidth = 7;

export interface ChartLayout {
  rows: ChartRow[];
  axis: ValueAxis;
  marks: readonly AlarmMark[];
  times: readonly number[];
  timeText: (timeMs: number) => string;
  valueText: (value: number) => string;
  /** Room for the values' words left of the plot, in px. */
  labelWidth: number;
}

interface ChartQuestion {
  range: ChartRange;
  intervalMs: number | null;
  zone: string;
  language: Language;
  limits: readonly number[];
  alarms: readonly AlarmMark[];
}

/** Lay a chart out: rows with their gaps, round values that also hold the limits, round times and the alarms' own. */
export function chartLayout({ range, intervalMs, zone, language, limits, alarms }: ChartQuestion): ChartLayout {
  const { low, high } = axisRange(range, limits);
  const axis = valueAxis(low, high);
  const marks = alarms.filter(({ timeMs }) => timeMs >= range.fromMs && timeMs <= range.toMs);
  const markTimes = marks.map(({ timeMs }) => timeMs);
  const round = clearOf(timeTicks(range.fromMs, range.toMs, 4, zone, language), markTimes, (range.toMs - range.fromMs) * nearness);
  const texts = new Map(round.map(({ timeMs, label }) => [timeMs, label]));
  const decimals = Math.max(0, ...axis.ticks.map(shownDecimals));
  const valueText = (value: number): string => formatReading(value, language, decimals);
  return {
    rows: chartRows(range, intervalMs),
    axis,
    marks,
    times: [...texts.keys(), ...markTimes],
    timeText: (timeMs) => texts.get(timeMs) ?? clockText(timeMs, zone),
    valueText,
    labelWidth: Math.max(...axis.ticks.map((tick) => valueText(tick).length), 2) * characterWidth + 8,
  };
}

function axisRange(range: ChartRange, limits: readonly number[]): { low: number; high: number } {
  const all = extremes(range);
  const values = all ? [all.low, all.high, ...limits] : limits;
  return values.length > 0 ? { low: Math.min(...values), high: Math.max(...values) } : { low: 0, high: 1 };
}
