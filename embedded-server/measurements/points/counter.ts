/** Series that only count up, and how they go on where another counter has taken over. Pure. */

const leastReadings = 10;
/** A value that stands still, or has stepped up once or twice, may be anything. */
const leastSteps = 5;

/** Whether readings, in their order, are those of a counter: never less than before, and mostly getting on. */
export function isCounter(values: ArrayLike<number>): boolean {
  if (values.length < leastReadings || (values[0] ?? -1) < 0) return false;
  let steps = 0;
  for (let index = 1; index < values.length; index += 1) {
    const risen = (values[index] ?? NaN) - (values[index - 1] ?? NaN);
    if (!(risen >= 0)) return false;
    if (risen > 0) steps += 1;
  }
  return steps >= leastSteps;
}

/** From a moment on another counter counts: so much more has been counted in all than it shows. */
export interface CounterStep {
  fromMs: number;
  added: number;
}

/** More digits than these are noise of the sum. */
const digits = 15;

/** What a reading would be, had one counter gone on counting. @param steps ascending. */
export function continued(steps: readonly CounterStep[], timeMs: number, value: number): number {
  const step = steps.findLast(({ fromMs }) => fromMs <= timeMs);
  return step ? Number((value + step.added).toPrecision(digits)) : value;
}

interface Exchange {
  fromMs: number;
  lastOld: number;
  firstNew: number;
}

/** @param exchanges in the order they happened. */
export function counterSteps(exchanges: readonly Exchange[]): CounterStep[] {
  let added = 0;
  return exchanges.map(({ fromMs, lastOld, firstNew }) => {
    added += lastOld - firstNew;
    return { fromMs, added };
  });
}
