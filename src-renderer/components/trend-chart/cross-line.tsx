import { xOf } from './plot.ts';
import { useTrendPointer } from './pointer-store.ts';
import css from './trend-chart.module.css';

interface OverPlot {
  fromMs: number;
  toMs: number;
  width: number;
}

/** The line all charts share, and the stretch being dragged over. */
export function CrossLine(plot: OverPlot) {
  const { crossMs, selection } = useTrendPointer();
  const isInside = crossMs !== null && crossMs >= plot.fromMs && crossMs <= plot.toMs;
  return (
    <>
      {selection && <Shade plot={plot} {...selection} />}
      {isInside && <div className={css.cross} style={{ transform: `translateX(${xOf(plot, crossMs)}px)` }} />}
    </>
  );
}

/** A stretch of time, darker. */
export function Shade({ plot, fromMs, toMs }: { plot: OverPlot; fromMs: number; toMs: number }) {
  const left = Math.max(0, xOf(plot, Math.min(fromMs, toMs)));
  const right = Math.min(plot.width, xOf(plot, Math.max(fromMs, toMs)));
  return right > left ? <div className={css.shade} style={{ left, width: right - left }} /> : null;
}
