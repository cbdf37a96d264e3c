import { type TrendFrame, type TrendPoint, drawTrend } from './sparkline-path.ts';
import css from './sparkline.module.css';

interface SparklineProps extends TrendFrame {
  points: readonly TrendPoint[];
  /** Drawn size in px; with `fill` the width stretches and only the height holds. */
  width?: number;
  height?: number;
  fill?: boolean;
}

/** A small trend beside a number, without axes. It says nothing to a screen reader: the number does. */
export function Sparkline({ points, width = 88, height = 22, fill = false, ...frame }: SparklineProps) {
  const { path, end, band } = drawTrend(points, frame, width, height);
  return (
    <svg
      className={fill ? `${css.spark} ${css.fill}` : css.spark}
      width={fill ? '100%' : width}
      height={fill ? undefined : height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {band && <rect className={css.normal} x="0" y={band.y} width={width} height={band.height} />}
      <path className={css.line} d={path} vectorEffect="non-scaling-stroke" />
      {end && !fill && <circle className={css.end} cx={end.x} cy={end.y} r="1.8" />}
    </svg>
  );
}
