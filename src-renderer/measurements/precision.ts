/**
 * How finely each series is written: with as many decimals as its readings have, wherever one of them stands. A value
 * that happens to be whole is "2.0" on every view, as its neighbours and its limit are. Which series have readings other
 * than 0 and 1 is learned from the same readings: those are measured, not switched.
 */
import { create } from 'zustand';

import type { PointRange } from '#contract/measurements.ts';

import { decimalsAmong } from '../format/numbers.ts';

type Decimals = Readonly<Record<string, number>>;

const useStore = create<{ decimals: Decimals; measured: ReadonlySet<string> }>(() => ({ decimals: {}, measured: new Set() }));

type Readings = Pick<PointRange, 'seriesId' | 'min' | 'max'>;

/** What is known after some readings came: never less than before. Lowest and highest are readings; a mean of many has decimals of its own. */
export function withReadings(known: Decimals, ranges: readonly Readings[]): Decimals {
  const news = ranges
    .map(({ seriesId, min, max }) => [seriesId, Math.max(decimalsAmong(min), decimalsAmong(max))] as const)
    .filter(([seriesId, found]) => found > (known[seriesId] ?? 0));
  return news.length > 0 ? { ...known, ...Object.fromEntries(news) } : known;
}

/** Every one of them is 0 or 1. */
const areStates = (values: readonly number[]): boolean => values.every((value) => value === 0 || value === 1);

/** The series known to have readings other than 0 and 1, after some more came. */
export function withMeasured(known: ReadonlySet<string>, ranges: readonly Readings[]): ReadonlySet<string> {
  const news = ranges.filter(({ seriesId, min, max }) => !known.has(seriesId) && !(areStates(min) && areStates(max)));
  return news.length > 0 ? new Set([...known, ...news.map(({ seriesId }) => seriesId)]) : known;
}

/** Learn from readings that came. @returns them. */
export function learnPrecision<Range extends Readings>(ranges: readonly Range[]): readonly Range[] {
  useStore.setState(({ decimals, measured }) => ({ decimals: withReadings(decimals, ranges), measured: withMeasured(measured, ranges) }));
  return ranges;
}

/** Decimals of a series as far as they are known; 0 for none. */
export function usePrecisionOf(): (seriesId: string) => number {
  const decimals = useStore((state) => state.decimals);
  return (seriesId) => decimals[seriesId] ?? 0;
}

/** The same for one series; only its own news draw anew. */
export function usePrecision(seriesId: string | null | undefined): number {
  return useStore(({ decimals }) => decimals[seriesId ?? ''] ?? 0);
}

/** Whether a series is known to have readings other than 0 and 1. */
export function useMeasuredOf(): (seriesId: string) => boolean {
  const measured = useStore((state) => state.measured);
  return (seriesId) => measured.has(seriesId);
}
