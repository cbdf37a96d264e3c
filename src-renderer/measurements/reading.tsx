import { useState } from 'react';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { StaleTime } from '../components/stale-time.tsx';
import { shownDecimals } from '../format/numbers.ts';
import { useFormats } from '../format/use-formats.ts';
import { useNow } from '../state/now.ts';
import { freshnessOf } from './freshness.ts';
import { usePrecision } from './precision.ts';

/** Freshness is told in tens of seconds: often enough for the fastest intervals people set. */
const tickMs = 5000;

/** How far the newest value of a series can be trusted now. */
export function useFreshness({ latest, intervalMs }: Pick<ConsoleSeries, 'latest' | 'intervalMs'>) {
  return freshnessOf(latest, intervalMs, useNow(tickMs));
}

/**
 * As many decimals as the readings of the series have, and as this place has ever shown, so that a value passing
 * from 14.99 to 15 does not change its width.
 * @param values shown beside each other; missing ones ask for none.
 */
export function useSteadyDecimals(seriesId: string | null | undefined, ...values: readonly (number | null | undefined)[]): number {
  const known = usePrecision(seriesId);
  const [most, setMost] = useState(0);
  const needed = Math.max(...values.map((value) => shownDecimals(value ?? 0)));
  if (needed > most) setMost(needed);
  return Math.max(known, needed, most);
}

/** When a value that is not fresh was read, in its dashed frame. */
export function ReadTime({ timeMs }: { timeMs: number }) {
  const formats = useFormats();
  const now = useNow(tickMs);
  return <StaleTime title={formats.full(timeMs)}>{formats.moment(timeMs, now)}</StaleTime>;
}
