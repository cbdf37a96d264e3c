/** Round values for the y axis. */

/** One, two or five times a power of ten, the smallest that cuts `span` into at most `count` steps. */
function roundStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

export interface ValueAxis {
  low: number;
  high: number;
  ticks: number[];
}

/** Spans smaller than this part of the values, or than this at all, cannot be told apart on screen. */
const nothing = 1e-9;
/** Air above and below what is drawn, as a part of the span. */
const margin = 0.06;

/**
 * An axis around values from `low` to `high` with about `count` round ticks inside. A span of zero
 * gets room above and below.
 */
export function valueAxis(low: number, high: number, count: number): ValueAxis {
  const flat = high - low < Math.max(1, Math.abs(high), Math.abs(low)) * nothing;
  const half = flat ? Math.max(Math.abs(high) * 0.05, 0.5) : (high - low) * margin;
  const from = low - half;
  const to = high + half;
  const step = roundStep(to - from, count);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  // Multiplying whole numbers keeps 0.1 + 0.2 from showing as a tick; + 0 turns −0 into 0.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => roundTo((first + index) * step, step) + 0);
  return { low: from, high: to, ticks };
}

function roundTo(value: number, step: number): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Number(value.toFixed(Math.min(20, decimals)));
}
