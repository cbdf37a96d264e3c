/** Where times and values lie in a plot, and the paths drawn through them. Pure. */

/** A plot's stretch of time (ms UTC), range of values and size in px. */
export interface Plot {
  fromMs: number;
  toMs: number;
  low: number;
  high: number;
  width: number;
  height: number;
}

/** Points as parallel arrays, times ascending. */
export interface PlotLine {
  timeMs: readonly number[];
  mean: readonly number[];
  min: readonly number[];
  max: readonly number[];
  /** Whether the line is interrupted after the point. */
  gaps: readonly boolean[];
}

const tenths = (px: number): number => Math.round(px * 10) / 10;

export function xOf({ fromMs, toMs, width }: Pick<Plot, 'fromMs' | 'toMs' | 'width'>, timeMs: number): number {
  return tenths(((timeMs - fromMs) / (toMs - fromMs)) * width);
}

export function yOf({ low, high, height }: Pick<Plot, 'low' | 'high' | 'height'>, value: number): number {
  return tenths(height - ((value - low) / (high - low)) * height);
}

/** The time at a place, in ms. */
export function timeAt({ fromMs, toMs, width }: Pick<Plot, 'fromMs' | 'toMs' | 'width'>, x: number): number {
  return Math.round(fromMs + (Math.min(width, Math.max(0, x)) / width) * (toMs - fromMs));
}

/** Index of the first time not before a moment. */
export function firstFrom(timeMs: readonly number[], momentMs: number): number {
  let low = 0;
  let high = timeMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeMs[middle] ?? 0) < momentMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indexes of the points to draw: those inside, and one on either side so that lines reach the edges. */
function visible(timeMs: readonly number[], { fromMs, toMs }: Plot): { first: number; last: number } {
  return { first: Math.max(0, firstFrom(timeMs, fromMs) - 1), last: Math.min(timeMs.length - 1, firstFrom(timeMs, toMs)) };
}

/** Runs of points without a gap in them, as first and last index. */
function runs({ timeMs, gaps }: PlotLine, plot: Plot): [number, number][] {
  const { first, last } = visible(timeMs, plot);
  const found: [number, number][] = [];
  let begin = first;
  for (let index = first; index <= last; index += 1) {
    if (index < last && !gaps[index]) continue;
    found.push([begin, index]);
    begin = index + 1;
  }
  return found;
}

/** Half the width of the stroke a lone point is drawn as. */
const lone = 0.75;

/** The line through the means; a point between two gaps is a dot. */
export function linePath(line: PlotLine, plot: Plot): string {
  const at = (index: number): [number, number] => [xOf(plot, line.timeMs[index] ?? 0), yOf(plot, line.mean[index] ?? 0)];
  return runs(line, plot)
    .map(([from, to]) => {
      const [x, y] = at(from);
      if (from === to) return `M${tenths(x - lone)} ${y}h${lone * 2}`;
      let path = `M${x} ${y}`;
      for (let index = from + 1; index <= to; index += 1) path += `L${at(index).join(' ')}`;
      return path;
    })
    .join('');
}

/** The band of one point between two gaps: as wide as a stroke, so that no spike is hidden. */
function lonePath(line: PlotLine, index: number, plot: Plot): string {
  const x = tenths(xOf(plot, line.timeMs[index] ?? 0) - lone);
  return `M${x} ${yOf(plot, line.max[index] ?? 0)}h${lone * 2}V${yOf(plot, line.min[index] ?? 0)}h${-lone * 2}Z`;
}

/** The band from lowest to highest. */
export function bandPath(line: PlotLine, plot: Plot): string {
  return runs(line, plot)
    .map(([from, to]) => {
      if (from === to) return lonePath(line, from, plot);
      let up = '';
      let down = '';
      for (let index = from; index <= to; index += 1) {
        const x = xOf(plot, line.timeMs[index] ?? 0);
        up += `${index === from ? 'M' : 'L'}${x} ${yOf(plot, line.max[index] ?? 0)}`;
        down = `L${x} ${yOf(plot, line.min[index] ?? 0)}${down}`;
      }
      return `${up}${down}Z`;
    })
    .join('');
}

/** In px: from the end of a line to its letter, and from one letter to the next. */
const letterFromEnd = 14;
const letterStep = 24;

/** Places for letters, counted from the end of a line, that lie on none of `avoid`; px. */
function letterPlace(fromX: number, place: number, avoid: readonly number[]): number {
  let x = fromX;
  for (let left = place; x > 0; x -= letterStep) {
    const isFree = avoid.every((other) => Math.abs(other - x) >= letterStep);
    if (isFree && left === 0) return x;
    if (isFree) left -= 1;
  }
  return 0;
}

/**
 * Where on the line its letter stands: near its end, each line's further back than the one's before, so that none
 * covers another, nor a mark. @param avoid where marks are, px.
 */
export function letterSpot({ timeMs, mean }: PlotLine, plot: Plot, place: number, avoid: readonly number[] = []): { x: number; y: number } | null {
  const last = firstFrom(timeMs, plot.toMs) - 1;
  const first = firstFrom(timeMs, plot.fromMs);
  if (last < first) return null;
  const wanted = letterPlace(xOf(plot, timeMs[last] ?? 0) - letterFromEnd, place, avoid);
  const index = Math.max(first, firstFrom(timeMs, timeAt(plot, wanted)));
  return { x: xOf(plot, timeMs[index] ?? 0), y: yOf(plot, mean[index] ?? 0) };
}

/** Bands that hold for a while each, such as what is usual in an hour. */
export interface Steps {
  fromMs: readonly number[];
  low: readonly number[];
  high: readonly number[];
  lengthMs: number;
}

export function stepsPath({ fromMs, low, high, lengthMs }: Steps, plot: Plot): string {
  return fromMs
    .map((from, index) => {
      if (from + lengthMs <= plot.fromMs || from >= plot.toMs) return '';
      const x = xOf(plot, from);
      const right = xOf(plot, from + lengthMs);
      return `M${x} ${yOf(plot, high[index] ?? 0)}H${right}V${yOf(plot, low[index] ?? 0)}H${x}Z`;
    })
    .join('');
}
