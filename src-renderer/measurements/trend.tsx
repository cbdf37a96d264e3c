import { type PointRange, continuing } from '#contract/measurements.ts';

import { gapsAfter } from '../components/gaps.ts';
import { Sparkline } from '../components/sparkline.tsx';
import { type NormalBand, bandInFrame } from './normal-band.ts';

interface TrendProps {
  trend: PointRange | undefined;
  /** The newest reading, drawn even when the trend was asked for earlier. */
  latest: { timeMs: number; value: number } | null;
  intervalMs: number | null;
  normal?: NormalBand | null;
  range: { fromMs: number; toMs: number };
  width?: number;
  height?: number;
  fill?: boolean;
}

/** The small trend of a series; an empty space of its size while it is not known. */
export function Trend({ trend, latest: newest, intervalMs, normal, range, ...size }: TrendProps) {
  const latest = continuing(trend, newest);
  const points = (trend?.timeMs ?? []).map((timeMs, index) => ({ timeMs, value: trend?.mean[index] ?? 0 }));
  const last = points.at(-1);
  if (latest && latest.timeMs > (last?.timeMs ?? range.fromMs)) points.push(latest);
  const gaps = gapsAfter(
    points.map(({ timeMs }) => timeMs),
    { bucketMs: trend?.bucketMs ?? 0, intervalMs },
  );
  return <Sparkline points={points} fromMs={range.fromMs} toMs={range.toMs} gaps={gaps} normal={normal && bandInFrame(normal, points)} {...size} />;
}
