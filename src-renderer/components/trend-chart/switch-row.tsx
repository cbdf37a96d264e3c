import { memo } from 'react';

import { labelRoom } from './trend-chart.tsx';
import { xOf } from './plot.ts';
import css from './trend-chart.module.css';

interface SwitchRowProps {
  /** What it is when it is on, left of the row: "open". */
  word: string;
  label: string;
  fromMs: number;
  toMs: number;
  width: number;
  colour: string;
  /** When it was on, and for how much of that: where it changed too often to be drawn, the bar is as high as its part. */
  on: { fromMs: readonly number[]; toMs: readonly number[]; onMs: readonly number[] };
}

/** In px; a short one is still to be seen. */
const narrowest = 1.5;
export const switchRowHeight = 24;
const barHeight = 12;
const lowestBar = 2;

/** Of a part of the time, from 0 to 1. */
const heightOf = (part: number): number => Math.max(lowestBar, Math.round(barHeight * Math.min(1, part)));

/** A value of only two states: bars where it was on. */
export const SwitchRow = memo(function SwitchRow({ word, label, fromMs, toMs, width, colour, on }: SwitchRowProps) {
  const plot = { fromMs, toMs, width };
  const top = (switchRowHeight - barHeight) / 2;
  return (
    <div className={css.switchRow} style={{ height: switchRowHeight, marginLeft: labelRoom }} role="img" aria-label={label}>
      <svg width={width} height={switchRowHeight} className={css.svg} aria-hidden="true">
        <text x="-6" y={switchRowHeight / 2} dy="4" textAnchor="end">
          {word}
        </text>
        <svg width={width} height={switchRowHeight} className={css.inside}>
          {on.fromMs.map((from, index) => {
            const to = on.toMs[index] ?? from;
            const [x, right] = [xOf(plot, from), xOf(plot, to)];
            const height = heightOf((on.onMs[index] ?? 0) / Math.max(1, to - from));
            return right < 0 || x > width ? null : <rect key={from} x={x} y={top + barHeight - height} width={Math.max(narrowest, right - x)} height={height} fill={colour} />;
          })}
        </svg>
        <line className={css.grid} x1="0" x2={width} y1={switchRowHeight - 0.5} y2={switchRowHeight - 0.5} />
      </svg>
    </div>
  );
});
