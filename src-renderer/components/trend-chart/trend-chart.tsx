import { type CSSProperties, type ReactNode, memo } from 'react';

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
  /** What is drawn. */
  fromMs: number;
  toMs: number;
  /** By so many px it lies further right: a picture being moved is not drawn anew with every frame. */
  shift: number;
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

function Drawing({ fromMs, toMs, shift, width, height, axis, valueText, lines, withBand, limits, usual, normal, uprights }: DrawingProps) {
  const plot: Plot = { fromMs, toMs, width, height, low: axis.low, high: axis.high };
  return (
    <>
      <svg width={width} height={height} className={css.svg} aria-hidden="true">
        {axis.ticks.map((tick) => (
          <text key={tick} x={-labelGap} y={yOf(plot, tick)} dy="4" textAnchor="end">
            {valueText(tick)}
          </text>
        ))}
        {normal && <NormalBand plot={plot} normal={normal} />}
      </svg>
      {usual && (
        <Moving shift={shift}>
          <UsualSteps {...plot} usual={usual} />
        </Moving>
      )}
      <svg width={width} height={height} className={css.layer} aria-hidden="true">
        {axis.ticks.map((tick) => (
          <line key={tick} className={css.grid} x1="0" x2={width} y1={yOf(plot, tick)} y2={yOf(plot, tick)} />
        ))}
      </svg>
      <Moving shift={shift}>
        <Lines {...plot} lines={lines} withBand={withBand} uprights={uprights} />
      </Moving>
      <svg width={width} height={height} className={css.layer} aria-hidden="true">
        {limits.map(({ value, text }) => (
          <Limit key={`${value} ${text}`} plot={plot} value={value} text={text} />
        ))}
        <line className={css.axis} x1="0" x2={width} y1={height} y2={height} />
      </svg>
    </>
  );
}

/** A layer of its own while it is moved, so that nothing is drawn for it. */
function Moving({ shift, children }: { shift: number; children: ReactNode }) {
  const style: CSSProperties | undefined = shift === 0 ? undefined : { transform: `translateX(${shift}px)`, willChange: 'transform' };
  return (
    <div className={css.clip}>
      <div style={style}>{children}</div>
    </div>
  );
}

type StepsProps = Plot & { usual: Steps };

/** Every property but some is the same one. */
function sameBut<Props extends object>(one: Props, other: Props, but: readonly (keyof Props)[]): boolean {
  return (Object.keys(one) as (keyof Props)[]).every((name) => but.includes(name) || one[name] === other[name]);
}

const UsualSteps = memo(
  function UsualSteps({ usual, ...plot }: StepsProps) {
    return (
      <svg width={plot.width} height={plot.height} className={css.moving} aria-hidden="true">
        <path className={css.normal} d={stepsPath(usual, plot)} />
      </svg>
    );
  },
  (one, other) => sameBut(one, other, ['usual']) && sameBut(one.usual, other.usual, []),
);

interface LinesProps extends Plot {
  lines: readonly DrawnLine[];
  withBand: boolean;
  uprights: readonly number[];
}

/** The same points drawn in the same way. */
export function sameLines(some: readonly DrawnLine[], others: readonly DrawnLine[]): boolean {
  return some.length === others.length && some.every((line, index) => sameBut(line, others[index] ?? line, []));
}

function sameDrawing(one: LinesProps, other: LinesProps): boolean {
  return sameBut(one, other, ['lines', 'uprights']) && sameLines(one.lines, other.lines) && one.uprights.join() === other.uprights.join();
}

const Lines = memo(function Lines({ lines, withBand, uprights, ...plot }: LinesProps) {
  const { width, height } = plot;
  return (
    <svg width={width} height={height} className={css.moving} aria-hidden="true">
      {withBand && lines.map((line) => !line.faint && <path key={line.key} d={bandPath(line, plot)} fill={line.colour} stroke={line.colour} className={css.band} />)}
      {lines.map((line) => (
        <path key={line.key} d={linePath(line, plot)} stroke={line.colour} className={lineClass(line)} />
      ))}
      {lines.map((line, place) => (
        <LineLetter key={line.key} line={line} plot={plot} place={place} marks={uprights.map((timeMs) => xOf(plot, timeMs))} />
      ))}
      {uprights.map((timeMs) => (
        <line key={timeMs} className={css.upright} x1={xOf(plot, timeMs)} x2={xOf(plot, timeMs)} y1="0" y2={height} />
      ))}
    </svg>
  );
}, sameDrawing);

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
