import { Area, CartesianGrid, ComposedChart, Line, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import type { Language } from '../../state/language.ts';
import { type ChartLayout, chartLayout } from './chart-layout.ts';
import { AlarmLabel, type AlarmMark, LimitLabel, LoneDot, SwapLabel } from './chart-marks.tsx';
import type { ChartRange, ChartRow } from './chart-rows.ts';
import css from './value-chart.module.css';

/** A value under the cross line. */
export interface ChartReading {
  timeMs: number;
  value: number;
}

export interface ChartLimit {
  value: number;
  label: string;
}

export interface ValueChartProps {
  range: ChartRange;
  /** Usual time between readings, which tells a gap; null while unknown. */
  intervalMs: number | null;
  zone: string;
  language: Language;
  /** What the picture shows, for who cannot see it. */
  label: string;
  /** Drawn dashed, each with its words on it. */
  limits?: readonly ChartLimit[];
  /** Values that are usual, drawn as a grey band; null leaves a side open. */
  normal?: { low: number | null; high: number | null } | null;
  alarms?: readonly AlarmMark[];
  /** When the unit was exchanged, ms UTC, drawn as a dotted line with the words on it. */
  swaps?: { timesMs: readonly number[]; label: string };
  height?: number;
  /** The reading under the cross line, null when the pointer leaves. */
  onReading?: (reading: ChartReading | null) => void;
}

const noMarks: readonly AlarmMark[] = [];
const noLimits: readonly ChartLimit[] = [];
/** Room for the alarm symbols above the plot. */
const margin = { top: 14, right: 8, bottom: 0, left: 0 };
const stillLine = { isAnimationActive: false, connectNulls: false, activeDot: false } as const;

/**
 * The value over time: y labels outside left, hairlines, the mean as a line with lowest and highest as
 * its band, the limit dashed with its value on it, alarms as their symbol. Gaps stay gaps.
 */
export function ValueChart({ height = 186, limits = noLimits, normal, onReading, alarms = noMarks, swaps, label, ...rest }: ValueChartProps) {
  const layout = chartLayout({ ...rest, limits: limits.map(({ value }) => value), alarms });
  return (
    <div className={css.chart} role="img" aria-label={label} style={{ height }}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 360, height }}>
        <ComposedChart
          data={layout.rows}
          margin={margin}
          accessibilityLayer={false}
          onMouseMove={({ activeLabel }) => onReading?.(readingAt(layout.rows, activeLabel))}
          onMouseLeave={() => onReading?.(null)}
        >
          {normal && (
            <ReferenceArea y1={normal.low ?? layout.axis.low} y2={normal.high ?? layout.axis.high} fill="var(--normal-band)" fillOpacity={1} ifOverflow="hidden" />
          )}
          <CartesianGrid vertical={false} syncWithTicks stroke="var(--grid)" />
          <XAxis {...timeAxis(layout, rest.range)} />
          <YAxis {...readingAxis(layout)} />
          <Area {...stillLine} dataKey="band" type="linear" stroke="none" fill="var(--series-1)" fillOpacity="var(--band)" />
          <Line {...stillLine} dataKey="mean" type="linear" stroke="var(--series-1)" strokeWidth={1.5} dot={LoneDot} />
          {limits.map(({ value, label: text }) => (
            <ReferenceLine key={`${value} ${text}`} y={value} stroke="var(--text-2)" strokeDasharray="5 4" label={<LimitLabel text={text} />} />
          ))}
          {swaps?.timesMs.map((timeMs) => (
            <ReferenceLine key={`swap ${timeMs}`} x={timeMs} stroke="var(--text-2)" strokeDasharray="2 3" label={<SwapLabel text={swaps.label} nearEnd={isNearEnd(timeMs, rest.range)} />} />
          ))}
          {layout.marks.map((mark) => (
            <ReferenceLine key={mark.timeMs} x={mark.timeMs} stroke="var(--text)" strokeOpacity={0.5} label={<AlarmLabel mark={mark} />} />
          ))}
          {onReading && <Tooltip content={() => null} cursor={{ stroke: 'var(--text)' }} isAnimationActive={false} />}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** What begins here has no room for words before the chart ends. */
function isNearEnd(timeMs: number, { fromMs, toMs }: ChartRange): boolean {
  return timeMs > toMs - (toMs - fromMs) / 4;
}

function timeAxis({ times, timeText }: ChartLayout, { fromMs, toMs }: ChartRange) {
  return {
    dataKey: 'timeMs',
    type: 'number',
    domain: [fromMs, toMs],
    allowDataOverflow: true,
    ticks: [...times],
    tickFormatter: timeText,
    interval: 0,
    tickLine: false,
    axisLine: { stroke: 'var(--line-2)' },
    height: 20,
  } as const;
}

function readingAxis({ axis, valueText, labelWidth }: ChartLayout) {
  return {
    domain: [axis.low, axis.high],
    ticks: axis.ticks,
    tickFormatter: valueText,
    width: labelWidth,
    axisLine: false,
    tickLine: false,
    interval: 0,
  } as const;
}

function readingAt(rows: readonly ChartRow[], timeMs: unknown): ChartReading | null {
  const row = rows.find((candidate) => candidate.timeMs === Number(timeMs));
  return row && row.mean !== null ? { timeMs: row.timeMs, value: row.mean } : null;
}
