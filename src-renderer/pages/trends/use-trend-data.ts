import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';
import { type SeriesLimit, type TrendRange, type UsualHours, longestUsualMs } from '#contract/trends.ts';

import { useAlarmsBetween } from '../../alarms/alarms-between.ts';
import { useSiteZone } from '../../api/console-state.ts';
import { useSeriesById } from '../../measurements/series-queries.ts';
import { type TrendRanges, useSeriesLimits, useTrendRanges, useUsualHours } from '../../measurements/trend-queries.ts';
import { type TrendValue, chartGroups, lineStyle } from './chart-groups.ts';
import { comparisonShift } from './comparison.ts';
import type { TrendControls } from './use-trend-view.ts';
import { type Stretch, lengthOf } from './windows.ts';

/** The hand moves on before an answer to each step could come. */
const gatherMs = 90;
/** While it holds the picture, it rests only after so long: what was asked in between would be drawn in between. */
const heldMs = 250;
/** Pixels a point takes: more points could not be told apart. */
const pixelsAPoint = 2;

/** What a value is compared with, at the same places of the picture. */
export interface Compared {
  series: ConsoleSeries;
  range: TrendRange;
  /** Added to its times to lay it over the value's. */
  shiftMs: number;
}

export interface TrendData {
  values: TrendValue[];
  /** Something is asked for whose answer is not here yet. */
  isLoading: boolean;
  failure: Pick<TrendRanges, 'error' | 'tryAgain'>;
  compared: ReadonlyMap<string, Compared>;
  limits: readonly SeriesLimit[];
  usual: ReadonlyMap<string, UsualHours>;
  alarms: { alarms: readonly ConsoleAlarm[]; more: boolean };
  /** What was asked for last. */
  asked: Stretch;
}

/** Everything the picture is drawn from. @param width of the plots in px, 0 while unknown. */
export function useTrendData({ view, stretch, isHeld }: TrendControls, width: number): TrendData {
  const { values: ids } = view;
  const asked = useSettled(stretch, isHeld ? heldMs : gatherMs);
  const known = useSeriesById(ids);
  const points = width > 0 ? Math.max(10, Math.min(4000, Math.floor(width / pixelsAPoint))) : null;
  const answer = useTrendRanges(ids, asked, points);
  const series = ids.flatMap((id) => known.get(id) ?? []);
  const values = series.map((one, place) => ({ series: one, range: answer.ranges.get(one.id), ...lineStyle(place) }));
  const leads = leadIds(values);
  const isUsualShown = view.normal && lengthOf(asked) <= longestUsualMs;
  return {
    values,
    isLoading: answer.isLoading,
    failure: answer,
    compared: useCompared(view.compare, values, asked, points),
    limits: useSeriesLimits(ids),
    usual: useUsualHours(leads, isUsualShown ? asked : null),
    alarms: useAlarmsBetween([...new Set(series.map(({ deviceId }) => deviceId))], asked),
    asked,
  };
}

/** The stretch once it has not changed for a moment. */
function useSettled({ fromMs, toMs }: Stretch, afterMs: number): Stretch {
  const stretch = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const [settled] = useDebouncedValue(stretch, afterMs);
  return settled;
}

/** The first value of each chart: what is usual, and what it is compared with, is drawn for it alone. */
function leadIds(values: readonly TrendValue[]): string[] {
  return chartGroups(values).charts.flatMap(({ values: [first] }) => first?.series.id ?? []);
}

function useCompared(
  compare: TrendControls['view']['compare'],
  values: readonly TrendValue[],
  asked: Stretch,
  points: number | null,
): ReadonlyMap<string, Compared> {
  const zone = useSiteZone();
  const otherId = compare?.kind === 'series' ? compare.seriesId : null;
  const other = useSeriesById(otherId === null ? [] : [otherId]).get(otherId ?? '');
  const shiftMs = compare ? comparisonShift(compare, asked, zone) : 0;
  const stretch = { fromMs: Math.max(0, asked.fromMs - shiftMs), toMs: Math.max(1, asked.toMs - shiftMs) };
  const wanted = compare === null ? [] : otherId === null ? values.map(({ series }) => series.id) : [otherId];
  const { ranges } = useTrendRanges(wanted, stretch, points);
  if (!compare) return new Map();
  return new Map(
    values.flatMap(({ series }): [string, Compared][] => {
      const isAlike = other?.fragment === series.fragment && other.series === series.series && other.id !== series.id;
      const from = otherId === null ? series : isAlike ? other : undefined;
      const range = from && ranges.get(from.id);
      return from && range ? [[series.id, { series: from, range, shiftMs }]] : [];
    }),
  );
}
