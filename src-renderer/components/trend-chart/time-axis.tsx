import { memo } from 'react';

import type { TimeTick } from '../value-chart/time-ticks.ts';
import { xOf } from './plot.ts';
import { labelRoom } from './trend-chart.tsx';
import css from './trend-chart.module.css';

interface TimeAxisProps {
  fromMs: number;
  toMs: number;
  width: number;
  ticks: readonly TimeTick[];
  /** Words at moments of their own, such as where the clocks change, in a second line. */
  notes?: readonly TimeTick[];
}

const lineHeight = 18;
/** Half the widest word: nearer to the edge it would be cut. */
const reach = 34;

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < reach) return 'start';
  return x > width - reach ? 'end' : 'middle';
}

/** Times below the charts. */
export const TimeAxis = memo(function TimeAxis({ fromMs, toMs, width, ticks, notes = [] }: TimeAxisProps) {
  const plot = { fromMs, toMs, width };
  const height = lineHeight * (notes.length > 0 ? 2 : 1);
  return (
    <svg width={width} height={height} className={css.svg} style={{ marginLeft: labelRoom }} aria-hidden="true">
      {ticks.map(({ timeMs, label }) => (
        <text key={timeMs} x={xOf(plot, timeMs)} y="13" textAnchor={anchorAt(xOf(plot, timeMs), width)}>
          {label}
        </text>
      ))}
      {notes.map(({ timeMs, label }) => (
        <g key={timeMs}>
          <line className={css.note} x1={xOf(plot, timeMs)} x2={xOf(plot, timeMs)} y1="16" y2="22" />
          <text className={css.noteText} x={xOf(plot, timeMs)} y={lineHeight + 14} textAnchor={anchorAt(xOf(plot, timeMs), width)}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
});
