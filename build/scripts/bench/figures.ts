/** Figures of a measurement, and how they are shown. Pure. */

/** The value below which `part` (0 to 1) of the sample lies, by nearest rank; NaN without a sample. */
export function quantile(sample: readonly number[], part: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? NaN;
}

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it must stay at or under; left out for what is only told. */
  most?: number;
}

export function isKept({ value, most }: Figure): boolean {
  return most === undefined || value <= most;
}

function line({ name, value, unit, most }: Figure): string {
  const written = Number.isInteger(value) ? String(value) : value.toFixed(1);
  const target = most === undefined ? '' : `at most ${most} ${unit}`;
  return `| ${name} | ${written} ${unit} | ${target} | ${most === undefined ? '' : isKept({ name, value, unit, most }) ? 'kept' : 'MISSED'} |`;
}

/** A Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  return ['| figure | measured | target | |', '|---|---|---|---|', ...figures.map(line)].join('\n');
}
