import { type KeyboardEvent, type PointerEvent, memo, useRef } from 'react';

import { valueAxis } from '../value-chart/value-ticks.ts';
import { type PlotLine, bandPath, linePath, timeAt, xOf } from './plot.ts';
import { labelRoom } from './trend-chart.tsx';
import css from './trend-chart.module.css';

interface Stretch {
  fromMs: number;
  toMs: number;
}

interface OverviewStripProps {
  /** What the strip shows. */
  strip: Stretch;
  /** What the charts above show. */
  stretch: Stretch;
  width: number;
  line: PlotLine | null;
  label: string;
  /** The stretch in words. */
  valueText: string;
  onChange: (stretch: Stretch) => void;
  /** The hand has let go. */
  onDone: () => void;
}

const height = 28;
/** In px, either side of an edge where it can be taken. */
const grip = 7;
/** A key moves by this part of the stretch. */
const keyStep = 0.25;

type Hold = 'from' | 'to' | 'all';

function holdAt(x: number, left: number, right: number): Hold | null {
  if (Math.abs(x - left) <= grip && (right - left > 3 * grip || x <= left)) return 'from';
  if (Math.abs(x - right) <= grip && (right - left > 3 * grip || x >= right)) return 'to';
  return x > left - grip && x < right + grip ? 'all' : null;
}

function changed({ fromMs, toMs }: Stretch, hold: Hold, byMs: number): Stretch {
  if (hold === 'all') return { fromMs: fromMs + byMs, toMs: toMs + byMs };
  const next = hold === 'from' ? { fromMs: fromMs + byMs, toMs } : { fromMs, toMs: toMs + byMs };
  return next.fromMs < next.toMs ? next : { fromMs: next.toMs, toMs: next.fromMs };
}

/** A longer stretch in small, with the one above as a window in it that can be dragged, by its edges too, or moved by arrow keys. */
export function OverviewStrip({ strip, stretch, width, line, label, valueText, onChange, onDone }: OverviewStripProps) {
  const drag = useRef<{ hold: Hold; startMs: number; stretch: Stretch } | null>(null);
  const plot = { ...strip, width };
  const [left, right] = [xOf(plot, stretch.fromMs), xOf(plot, stretch.toMs)];
  const momentOf = (event: PointerEvent<HTMLDivElement>): number => timeAt(plot, event.clientX - event.currentTarget.getBoundingClientRect().left);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const startMs = momentOf(event);
    const hold = holdAt(xOf(plot, startMs), left, right);
    const half = (stretch.toMs - stretch.fromMs) / 2;
    const from = hold ? stretch : { fromMs: startMs - half, toMs: startMs + half };
    if (!hold) onChange(from);
    drag.current = { hold: hold ?? 'all', startMs, stretch: from };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current) onChange(changed(drag.current.stretch, drag.current.hold, momentOf(event) - drag.current.startMs));
  };
  const letGo = () => {
    if (drag.current) onDone();
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChange(changed(stretch, 'all', step * (stretch.toMs - stretch.fromMs)));
    onDone();
  };
  return (
    <div
      className={css.strip}
      style={{ height, width, marginLeft: labelRoom }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={strip.fromMs}
      aria-valuemax={strip.toMs}
      aria-valuenow={stretch.fromMs}
      aria-valuetext={valueText}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKeyDown}
    >
      <StripLine fromMs={strip.fromMs} toMs={strip.toMs} width={width} line={line} />
      <div className={css.window} style={{ left: Math.max(0, left), width: Math.max(3, Math.min(width, right) - Math.max(0, left)) }} />
    </div>
  );
}

interface StripLineProps extends Stretch {
  width: number;
  line: PlotLine | null;
}

const StripLine = memo(function StripLine({ fromMs, toMs, width, line }: StripLineProps) {
  if (!line || line.timeMs.length === 0) return null;
  const { low, high } = valueAxis(Math.min(...line.min), Math.max(...line.max));
  const plot = { fromMs, toMs, width, height, low, high };
  return (
    <svg width={width} height={height} className={css.stripLine} aria-hidden="true">
      <path className={css.band} fill="var(--text-3)" stroke="var(--text-3)" d={bandPath(line, plot)} />
      <path className={css.line} stroke="var(--text-3)" d={linePath(line, plot)} />
    </svg>
  );
});
