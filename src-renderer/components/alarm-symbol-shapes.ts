/**
 * The four shapes of the alarm symbol in a box of 24 by 24. Shape and number say the severity, so it
 * reads without colour; the ring around it says that nobody has acknowledged.
 */
import type { Severity } from '#contract/alarms.ts';

interface SymbolShape {
  number: '1' | '2' | '3' | '4';
  /** SVG paths of the body and of the ring around it. */
  body: string;
  ring: string;
  /** Baseline of the number. */
  baseline: number;
}

/** A square with corners rounded by one unit. */
function square(from: number, side: number): string {
  const inner = side - 2;
  return (
    `M${from + 1} ${from}h${inner}a1 1 0 0 1 1 1v${inner}a1 1 0 0 1-1 1h${-inner}` +
    `a1 1 0 0 1-1-1v${-inner}a1 1 0 0 1 1-1z`
  );
}

function circle(radius: number): string {
  return `M${12 - radius} 12a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
}

export const symbolShapes: Record<Severity, SymbolShape> = {
  CRITICAL: { number: '1', body: square(4.8, 14.4), ring: square(1.92, 20.16), baseline: 15.7 },
  MAJOR: { number: '2', body: 'M12 3.62 21 18.92H3z', ring: 'M12 .15 24.6 21.57H-.6z', baseline: 17 },
  MINOR: { number: '3', body: circle(8), ring: circle(11.2), baseline: 15.7 },
  WARNING: {
    number: '4',
    body: 'M12 2.8 21.2 12 12 21.2 2.8 12z',
    ring: 'M12-.88 24.88 12 12 24.88-.88 12z',
    baseline: 15.7,
  },
};

/** What the symbol tells besides the severity. */
export type SymbolState = 'true' | 'ended' | 'shelved' | 'bad-quality' | 'none';

interface DrawnState {
  active: boolean;
  shelved: unknown;
}

/** The drawing for an alarm's state: shelved before ended, because a shelved alarm asks for nothing. */
export function symbolState(state: DrawnState): SymbolState {
  if (state.shelved) return 'shelved';
  return state.active ? 'true' : 'ended';
}
