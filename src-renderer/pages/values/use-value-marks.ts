import type { ConsoleSeries } from '#contract/measurements.ts';

import { useAlarmJournal } from '../../alarms/alarm-queries.ts';
import type { AlarmMark } from '../../components/value-chart/chart-marks.tsx';
import type { Stretch } from './spans.ts';
import { valueMarks } from './value-marks.ts';

/** Alarms about a series that began in a stretch of time, as marks for its chart; the newest page of them. */
export function useValueMarks(series: ConsoleSeries, stretch: Stretch): AlarmMark[] {
  const journal = useAlarmJournal({ deviceId: series.deviceId }).data;
  return valueMarks(journal?.pages.flatMap(({ alarms }) => alarms) ?? [], series.id, stretch);
}
