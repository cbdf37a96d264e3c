import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';
import { mostTrendValues } from '#contract/trends.ts';

import type { KeyBinding, KeyLayer } from '../../keys/key-registry.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { coreNow } from '../../state/now.ts';
import { alarmWindow } from '../alarms/alarm-window.ts';
import { rememberHistory } from './trend-memory.ts';
import { searchOf } from './trend-search.ts';
import type { Shown } from './windows.ts';
import { noHistory } from './zoom-history.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** What to show of values: their last day, or the day up to the newest reading where that is long ago. Pure. */
export function shownForValues(series: readonly Pick<ConsoleSeries, 'latest'>[], nowMs: number): Shown {
  const newestMs = Math.max(...series.map(({ latest }) => latest?.timeMs ?? -Infinity));
  if (!Number.isFinite(newestMs) || newestMs > nowMs - dayMs) return { span: '24h' };
  return { fromMs: newestMs - dayMs + minuteMs, toMs: newestMs + minuteMs };
}

/** Opens Trends with some values over a time. */
export function useOpenTrends(): (seriesIds: readonly string[], shown: Shown) => void {
  const navigate = useNavigate();
  return (seriesIds, shown) => {
    rememberHistory(noHistory);
    const view = { values: [...seriesIds], shown, compare: null, band: true, normal: true };
    void navigate({ to: '/trends', search: searchOf(view) });
  };
}

/** Opens Trends with some values over the time they were last read; undefined when there are none. */
export function useValuesInTrends(series: readonly ConsoleSeries[]): (() => void) | undefined {
  const open = useOpenTrends();
  const shown = series.slice(0, mostTrendValues);
  return shown.length > 0 ? () => open(shown.map(({ id }) => id), shownForValues(shown, coreNow())) : undefined;
}

/** The moment of an alarm in Trends; undefined for an alarm that is not about a value. */
export function useAlarmInTrends(): (alarm: ConsoleAlarm | undefined) => (() => void) | undefined {
  const open = useOpenTrends();
  return (alarm) => {
    const seriesId = alarm?.cause?.seriesId;
    return alarm && seriesId ? () => open([seriesId], alarmWindow(alarm, coreNow())) : undefined;
  };
}

/** The key G shows in Trends what stands here; undefined offers nothing. */
export function useTrendsKey(layer: KeyLayer, run: (() => void) | undefined): void {
  const { t } = useTranslation('trends');
  const binding: KeyBinding = { key: 'G', label: t('keys.openTrends'), run: () => run?.() };
  useKeys(layer, [binding], run !== undefined);
}
