import type { ReactNode } from 'react';

import type { ValueAxis } from '../value-chart/value-ticks.ts';
import { type Plot, type PlotLine, type Steps, bandPath, letterSpot, linePath, stepsPath, xOf, yOf } from './plot.ts';
import css from './trend-chart.module.css';

export interface DrawnLine extends PlotLine {
  key: string;
  /** A colour token. */
  colour: string;
  dashed: boolean;
  /** Thin, without a band: something to compare with. */
  faint: boolean;
  /** Stands on the line, where several share the chart. */
  letter?: string | undefined;
}

export interface DrawnLimit {
  value: number;
  /** Written on the line. */
  text: string;
}

interface TrendChartProps {
  title: string;
  /** The picture in a sentence, for who cannot see it. */
  label: string;
  fromMs: number;
  toMs: number;
  /** Size of the plot in px. */
  width: number;
  height: number;
  axis: ValueAxis;
  valueText: (value: number) => string;
  lines: readonly DrawnLine[];
  /** Lowest to highest is drawn too. */
  withBand: boolean;
  limits: readonly DrawnLimit[];
  /** Where values usually are: in each hour, or between two values. */
  usual: Steps | null;
  normal: { low: number | null; high: number | null } | null;
  /** Times of thin upright lines, such as alarms. */
  uprights: readonly number[];
  /** What lies over the plot: symbols, the cross line. */
  children?: ReactNode;
}

/** Room for the values' words left of the plot, px. */
export const labelRoom = 50;
/** Between a word and the plot. */
const labelGap = 6;

/** Values of one unit over time. It draws what it is given: it neither asks nor decides. */
export function TrendChart({ title, label, height, children, ...drawing }: TrendChartProps) {
  return (
    <figure className={css.chart}>
      <figcaption className={css.title}>{title}</figcaption>
      <div className={css.plot} style={{ height, marginLeft: labelRoom }} role="img" aria-label={label}>
        <Drawing height={height} {...drawing} />
      </div>
      <div className={css.over} style={{ height, left: labelRoom }}>
        {children}
      </div>
    </figure>
  );
}

type DrawingProps = Omit<TrendChartProps, 'title' | 'label' | 'children'>;

function Drawing({ fromMs, toMs, width, height, axis, valueText, lines, withBand, limits, usual, normal, uprights }: DrawingProps) {
  const plot: Plot = { fromMs, toMs, width, height, low: axis.low, high: axis.high };
  return (
    <svg width={width} height={height} className={css.svg} aria-hidden="true">
      {axis.ticks.map((tick) => (
        <text key={tick} x={-labelGap} y={yOf(plot, tick)} dy="4" textAnchor="end">
          {valueText(tick)}
        </text>
      ))}
      <svg width={width} height={height} className={css.inside}>
        {normal && <NormalBand plot={plot} normal={normal} />}
        {usual && <path className={css.normal} d={stepsPath(usual, plot)} />}
        {axis.ticks.map((tick) => (
          <line key={tick} className={css.grid} x1="0" x2={width} y1={yOf(plot, tick)} y2={yOf(plot, tick)} />
        ))}
        {withBand && lines.map((line) => !line.faint && <path key={line.key} d={bandPath(line, plot)} fill={line.colour} stroke={line.colour} className={css.band} />)}
        {lines.map((line) => (
          <path key={line.key} d={linePath(line, plot)} stroke={line.colour} className={lineClass(line)} />
        ))}
        {lines.map((line, place) => (
          <LineLetter key={line.key} line={line} plot={plot} place={place} marks={uprights.map((timeMs) => xOf(plot, timeMs))} />
        ))}
        {limits.map(({ value, text }) => (
          <Limit key={`${value} ${text}`} plot={plot} value={value} text={text} />
        ))}
        {uprights.map((timeMs) => (
          <line key={timeMs} className={css.upright} x1={xOf(plot, timeMs)} x2={xOf(plot, timeMs)} y1="0" y2={height} />
        ))}
      </svg>
      <line className={css.axis} x1="0" x2={width} y1={height} y2={height} />
    </svg>
  );
}

function lineClass({ dashed, faint }: DrawnLine): string {
  return [css.line, dashed && css.dashed, faint && css.faint].filter(Boolean).join(' ');
}

function LineLetter({ line, plot, place, marks }: { line: DrawnLine; plot: Plot; place: number; marks: readonly number[] }) {
  const spot = line.letter === undefined ? null : letterSpot(line, plot, place, marks);
  if (!spot) return null;
  return (
    <text className={css.letter} x={spot.x} y={spot.y} dy="4" textAnchor="middle">
      {line.letter}
    </text>
  );
}

function NormalBand({ plot, normal }: { plot: Plot; normal: { low: number | null; high: number | null } }) {
  const top = normal.high === null ? 0 : yOf(plot, normal.high);
  const bottom = normal.low === null ? plot.height : yOf(plot, normal.low);
  return <rect className={css.normal} x="0" y={top} width={plot.width} height={Math.max(0, bottom - top)} />;
}

function Limit({ plot, value, text }: { plot: Plot; value: number; text: string }) {
  const y = yOf(plot, value);
  return (
    <g>
      <line className={css.limit} x1="0" x2={plot.width} y1={y} y2={y} />
      <text className={css.limitText} x="6" y={y < 16 ? y + 14 : y - 5}>
        {text}
      </text>
    </g>
  );
}
