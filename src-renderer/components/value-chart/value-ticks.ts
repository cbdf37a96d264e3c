/** Round values for the y axis. */

/** Fewer ticks than this do not tell a scale. */
const fewestTicks = 3;

const ticksInside = (from: number, to: number, step: number): number => Math.floor(to / step) - Math.ceil(from / step) + 1;

/** One, two or five times a power of ten: the largest that lays enough ticks between two values. */
function roundStep(from: number, to: number): number {
  const power = 10 ** Math.floor(Math.log10(to - from));
  const steps = [5, 2, 1, 0.5, 0.2, 0.1].map((factor) => factor * power);
  return steps.find((step) => ticksInside(from, to, step) >= fewestTicks) ?? power / 10;
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

/** An axis around values from `low` to `high` with a few round ticks inside. A span of zero gets room above and below. */
export function valueAxis(low: number, high: number): ValueAxis {
  const flat = high - low < Math.max(1, Math.abs(high), Math.abs(low)) * nothing;
  const half = flat ? Math.max(Math.abs(high) * 0.05, 0.5) : (high - low) * margin;
  const from = low - half;
  const to = high + half;
  const step = roundStep(from, to);
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
