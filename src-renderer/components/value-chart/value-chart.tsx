import { Area, CartesianGrid, ComposedChart, Line, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import { formatReading } from '../../format/numbers.ts';
import { clockText } from '../../format/moments.ts';
import type { Language } from '../../state/language.ts';
import { AlarmLabel, type AlarmMark, LimitLabel, LoneDot } from './chart-marks.tsx';
import { type ChartRange, chartRows, extremes } from './chart-rows.ts';
import { clearOf, timeTicks } from './time-ticks.ts';
import { valueAxis } from './value-ticks.ts';
import css from './value-chart.module.css';

/** A value under the cross line. */
export interface ChartReading {
  timeMs: number;
  value: number;
}

export interface ValueChartProps {
  range: ChartRange;
  /** Usual time between readings, which tells a gap; null while unknown. */
  intervalMs: number | null;
  zone: string;
  language: Language;
  /** What the picture shows, for who cannot see it. */
  label: string;
  limit?: { value: number; label: string };
  /** Values that are usual, drawn as a grey band. */
  normal?: { low: number; high: number };
  alarms?: readonly AlarmMark[];
  height?: number;
  /** The reading under the cross line, null when the pointer leaves. */
  onReading?: (reading: ChartReading | null) => void;
}

const noMarks: readonly AlarmMark[] = [];
/** Room for the alarm symbols above the plot. */
const margin = { top: 14, right: 8, bottom: 0, left: 0 };
const stillLine = { isAnimationActive: false, connectNulls: false, activeDot: false } as const;

/**
 * The value over time: y labels outside left, hairlines, the mean as a line with lowest and highest as
 * its band, the limit dashed with its value on it, alarms as their symbol. Gaps stay gaps.
 */
export function ValueChart(props: ValueChartProps) {
  const { range, intervalMs, zone, language, limit, normal, alarms = noMarks, height = 186, onReading } = props;
  const rows = chartRows(range, intervalMs);
  const { low, high } = axisRange(range, limit?.value);
  const axis = valueAxis(low, high, 3);
  const marks = alarms.filter(({ timeMs }) => timeMs >= range.fromMs && timeMs <= range.toMs);
  const ticks = axisTimes(range, marks, zone, language);
  const tickText = new Map(ticks.map(({ timeMs, label }) => [timeMs, label]));
  const valueText = (value: number): string => formatReading(value, language, axis.ticks[1]);
  const labelWidth = Math.max(...axis.ticks.map((tick) => valueText(tick).length), 2) * 7 + 8;
  const read = (timeMs: unknown): void => {
    const row = rows.find((candidate) => candidate.timeMs === Number(timeMs));
    onReading?.(row?.mean == null ? null : { timeMs: row.timeMs, value: row.mean });
  };
  return (
    <div className={css.chart} role="img" aria-label={props.label} style={{ height }}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 360, height }}>
        <ComposedChart
          data={rows}
          margin={margin}
          accessibilityLayer={false}
          onMouseMove={({ activeLabel }) => read(activeLabel)}
          onMouseLeave={() => onReading?.(null)}
        >
          {normal && (
            <ReferenceArea y1={normal.low} y2={normal.high} fill="var(--normal-band)" fillOpacity={1} ifOverflow="hidden" />
          )}
          <CartesianGrid vertical={false} stroke="var(--grid)" />
          <XAxis
            dataKey="timeMs"
            type="number"
            domain={[range.fromMs, range.toMs]}
            allowDataOverflow
            ticks={ticks.map(({ timeMs }) => timeMs)}
            tickFormatter={(timeMs: number) => tickText.get(timeMs) ?? ''}
            interval={0}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-2)' }}
            height={20}
          />
          <YAxis
            domain={[axis.low, axis.high]}
            ticks={axis.ticks}
            tickFormatter={valueText}
            width={labelWidth}
            axisLine={false}
            tickLine={false}
            interval={0}
          />
          <Area {...stillLine} dataKey="band" type="linear" stroke="none" fill="var(--series-1)" fillOpacity="var(--band)" />
          <Line {...stillLine} dataKey="mean" type="linear" stroke="var(--series-1)" strokeWidth={1.5} dot={LoneDot} />
          {limit && (
            <ReferenceLine
              y={limit.value}
              stroke="var(--text-2)"
              strokeDasharray="5 4"
              label={<LimitLabel text={limit.label} />}
            />
          )}
          {marks.map((mark) => (
            <ReferenceLine
              key={mark.timeMs}
              x={mark.timeMs}
              stroke="var(--text)"
              strokeOpacity={0.5}
              label={<AlarmLabel mark={mark} />}
            />
          ))}
          {onReading && <Tooltip content={() => null} cursor={{ stroke: 'var(--text)' }} isAnimationActive={false} />}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Values the axis must hold: all readings and the limit. */
function axisRange(range: ChartRange, limit: number | undefined): { low: number; high: number } {
  const all = extremes(range) ?? { low: limit ?? 0, high: limit ?? 1 };
  return { low: Math.min(all.low, limit ?? Infinity), high: Math.max(all.high, limit ?? -Infinity) };
}

/** Round times, and the times of the alarms among them. */
function axisTimes(range: ChartRange, marks: readonly AlarmMark[], zone: string, language: Language) {
  const round = timeTicks(range.fromMs, range.toMs, 4, zone, language);
  const marked = marks.map(({ timeMs }) => ({ timeMs, label: clockText(timeMs, zone) }));
  const near = (range.toMs - range.fromMs) * 0.14;
  return [...clearOf(round, marks.map(({ timeMs }) => timeMs), near), ...marked];
}
