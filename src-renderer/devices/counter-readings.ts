/** Readings of counters at an exchange, as they are typed. Pure. */
import type { CounterSwap } from '#contract/counter-swaps.ts';

import { parseNumber } from '../format/number-fields.ts';

export interface TypedReading {
  fragment: string;
  series: string;
  lastOld: string;
  firstNew: string;
}

/** What stands in a field and is no number. */
export function isBad(text: string): boolean {
  return text.trim() !== '' && parseNumber(text) === null;
}

/** Counters of which both readings were given; null while one of the fields holds no number. */
export function swapsOf(typed: readonly TypedReading[]): CounterSwap[] | null {
  if (typed.some(({ lastOld, firstNew }) => isBad(lastOld) || isBad(firstNew))) return null;
  return typed.flatMap(({ fragment, series, ...readings }) => {
    const [lastOld, firstNew] = [parseNumber(readings.lastOld), parseNumber(readings.firstNew)];
    return lastOld === null || firstNew === null ? [] : [{ fragment, series, lastOld, firstNew }];
  });
}
