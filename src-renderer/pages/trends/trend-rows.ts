import { useTranslation } from 'react-i18next';

import { continuing } from '#contract/measurements.ts';

import { useTrendPointer } from '../../components/trend-chart/pointer-store.ts';
import { useFormats } from '../../format/use-formats.ts';
import { freshnessOf } from '../../measurements/freshness.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { type TrendValue, isSwitch, lineLetters } from './chart-groups.ts';
import { onAt, plotLine, readingAt } from './readings.ts';
import type { Compared, TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useComparedWords, useDecimalsOf, useTrendWords } from './use-trend-words.ts';

/** A row of the list, all in words. */
export interface TrendRow {
  key: string;
  name: string;
  place: string;
  /** At the cross line, else the newest; empty where there is none. */
  value: string;
  /** A newest value that is not fresh is grey. */
  isFresh: boolean;
  /** Lowest to highest, or how long it was on. */
  range: string;
  colour: string;
  dashed: boolean;
  /** What stands on its line, where several share a chart. */
  letter?: string | undefined;
  /** It is what the row above is compared with. */
  compared: boolean;
}

/** The values in their order, each with what it is compared with below it. */
export function useTrendRows(controls: TrendControls, data: TrendData): TrendRow[] {
  const crossMs = useTrendPointer((pointer) => pointer.crossMs);
  const rowOf = useValueRow(controls, crossMs);
  const comparedRow = useComparedRow(controls, crossMs);
  const letters = lineLetters(data.values);
  const leads = new Set<string>();
  return data.values.flatMap((value) => {
    const other = data.compared.get(value.series.id);
    const unit = value.series.unit ?? value.series.series;
    const isLead = !isSwitch(value) && !leads.has(unit);
    if (isLead) leads.add(unit);
    const row = { ...rowOf(value), letter: letters.get(value.series.id) };
    return other && isLead ? [row, comparedRow(value, other)] : [row];
  });
}

function useValueRow({ isLive, nowMs, stretch }: TrendControls, crossMs: number | null): (value: TrendValue) => TrendRow {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  const words = useTrendWords();
  const decimalsOf = useDecimalsOf();
  return (value) => {
    const { series, range, colour, dashed } = value;
    const { latest, unit, intervalMs } = series;
    const decimals = decimalsOf(series);
    const newest = latest && latest.timeMs < stretch.toMs ? (continuing(range, latest)?.value ?? null) : (range?.mean.at(-1) ?? null);
    const common = { key: series.id, name: seriesName(series), place: series.deviceName, colour, dashed, compared: false };
    const isFresh = crossMs !== null || !isLive || freshnessOf(latest, intervalMs, nowMs) === 'fresh';
    if (isSwitch(value)) {
      const isOn = crossMs === null ? newest === 1 : range?.switched != null && onAt(range.switched, crossMs) !== null;
      const total = t('onFor', { state: words.state(series, true), span: words.duration(range?.switched?.totalMs ?? 0) });
      return { ...common, value: newest === null && crossMs === null ? '' : words.state(series, isOn), isFresh, range: range?.switched ? total : '' };
    }
    const reading = crossMs === null || !range ? newest : (readingAt(plotLine(range, intervalMs, latest), range.bucketMs, crossMs)?.value ?? null);
    return { ...common, value: reading === null ? '' : formats.quantity(rounded(reading, decimals), unit, decimals), isFresh, range: rangeText(range?.extremes, decimals, formats, t) };
  };
}

/** A mean of many has decimals of its own. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

type Extremes = { low: number; high: number } | null | undefined;

function rangeText(
  extremes: Extremes,
  decimals: number,
  formats: ReturnType<typeof useFormats>,
  t: ReturnType<typeof useTranslation<'trends'>>['t'],
): string {
  if (!extremes) return '';
  return t('range', { low: formats.reading(extremes.low, decimals), high: formats.reading(extremes.high, decimals) });
}

function useComparedRow({ view, stretch }: TrendControls, crossMs: number | null): (value: TrendValue, other: Compared) => TrendRow {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  const words = useTrendWords();
  const what = useComparedWords(view.compare);
  const decimalsOf = useDecimalsOf();
  return ({ series }, { range, series: otherSeries, shiftMs }) => {
    const decimals = decimalsOf(series);
    const line = plotLine(range, otherSeries.intervalMs, null, shiftMs);
    const reading = crossMs === null ? line.mean.at(-1) : readingAt(line, range.bucketMs, crossMs)?.value;
    return {
      key: `${series.id} compared`,
      name: view.compare?.kind === 'series' ? what : t('same', { what }),
      place: view.compare?.kind === 'series' ? seriesName(otherSeries) : words.day(stretch.toMs - shiftMs),
      value: reading === undefined ? '' : formats.quantity(rounded(reading, decimals), series.unit, decimals),
      isFresh: true,
      range: rangeText(range.extremes, decimals, formats, t),
      colour: 'var(--series-6)',
      dashed: true,
      compared: true,
    };
  };
}
