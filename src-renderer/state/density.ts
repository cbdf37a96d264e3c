import type { Density } from './view-store.ts';

/** Row heights in px, one and two lines; the same numbers as `--row` and `--row-2` in tokens.css. */
export const rowHeights: Record<Density, { one: number; two: number }> = {
  compact: { one: 28, two: 38 },
  normal: { one: 32, two: 44 },
  roomy: { one: 40, two: 52 },
};
