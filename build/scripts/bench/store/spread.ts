/** Figures of several rounds as median and range. Pure. */
import { quantile } from '../figures.ts';

export interface Spread {
  median: number;
  least: number;
  most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), least: Math.min(...values), most: Math.max(...values) };
}

/** Round by round, so that what slowed the machine down for both is no part of it. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(ours.map((value, round) => value / (theirs[round] ?? NaN)));
}

const steps: [number, string][] = [
  [1_000_000, 'M'],
  [1_000, 'k'],
];

/** Three significant digits: `606 k`, `1.45`. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const [size, sign] = steps.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  const short = Number((value / size).toPrecision(3));
  return sign === '' ? String(short) : `${short} ${sign}`;
}

/** `606 k (399 k–627 k)`. */
export function writtenSpread({ median, least, most }: Spread): string {
  const [middle, low, high] = [median, least, most].map(written);
  return low === high ? `${middle}` : `${middle} (${low}–${high})`;
}

/** `1.18× (1.02–1.30)`. */
export function writtenRatio({ median, least, most }: Spread): string {
  return `**${median.toFixed(2)}×** (${least.toFixed(2)}–${most.toFixed(2)})`;
}
