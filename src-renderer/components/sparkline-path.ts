/** The geometry of a small trend: its line, broken where readings are missing, and its normal band. */

export interface TrendPoint {
  timeMs: number;
  value: number;
}

export interface TrendFrame {
  fromMs: number;
  toMs: number;
  /** For each point, whether a gap follows it, see `gaps.ts`; missing joins everything. */
  gaps?: readonly boolean[];
  /** Values that are usual; drawn as a band and always inside the frame. */
  normal?: { low: number; high: number } | null;
}

interface Range {
  low: number;
  high: number;
}

/** Air above and below the line, as a part of the height. */
const margin = 0.08;

function valueRange(points: readonly TrendPoint[], normal: Range | null): Range {
  let low = normal?.low ?? Infinity;
  let high = normal?.high ?? -Infinity;
  for (const { value } of points) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: 0, high: 1 };
  return low === high ? { low: low - 1, high: high + 1 } : { low, high };
}

/** Maps a value to a distance from the top of a box `height` high. */
function scaleFor({ low, high }: Range, height: number): (value: number) => number {
  const room = height * (1 - 2 * margin);
  return (value) => height * margin + (1 - (value - low) / (high - low)) * room;
}

const fixed = (value: number): string => value.toFixed(1);

export interface TrendDrawing {
  path: string;
  /** Where the newest point lies, or null without points. */
  end: { x: number; y: number } | null;
  band: { y: number; height: number } | null;
}

/** Draw points (ascending in time) into a box. The line ends where the points end. */
export function drawTrend(points: readonly TrendPoint[], frame: TrendFrame, width: number, height: number): TrendDrawing {
  const normal = frame.normal ?? null;
  const y = scaleFor(valueRange(points, normal), height);
  const x = (timeMs: number): number => ((timeMs - frame.fromMs) / (frame.toMs - frame.fromMs)) * width;
  const path = points.map((point, index) => {
    const place = `${fixed(x(point.timeMs))} ${fixed(y(point.value))}`;
    const begins = index === 0 || frame.gaps?.[index - 1] === true;
    // A lone point between two gaps would be invisible: give it a hair's length.
    return begins ? `M${place}h0.1` : `L${place}`;
  });
  const last = points.at(-1);
  return {
    path: path.join(''),
    end: last ? { x: x(last.timeMs), y: y(last.value) } : null,
    band: normal && { y: y(normal.high), height: y(normal.low) - y(normal.high) },
  };
}
