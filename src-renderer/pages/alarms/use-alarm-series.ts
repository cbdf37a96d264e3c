import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries, PointRange } from '#contract/measurements.ts';

import { useRecent, useSeriesById, useTrends } from '../../measurements/series-queries.ts';

/** The trend in a row spans this much. */
const trendMs = 8 * 3_600_000;
/** Rows that get a trend; further down the value stands alone. */
const rowsWithTrend = 50;

export interface AlarmSeries {
  series: ReadonlyMap<string, ConsoleSeries>;
  trends: ReadonlyMap<string, PointRange>;
  range: { fromMs: number; toMs: number };
}

/** What the rows need to know of the series their alarms are about. */
export function useAlarmSeries(alarms: readonly ConsoleAlarm[]): AlarmSeries {
  const ids = alarms.slice(0, rowsWithTrend).flatMap(({ cause }) => cause?.seriesId ?? []);
  const range = useRecent(trendMs);
  return { series: useSeriesById(ids), trends: useTrends(ids, range), range };
}
