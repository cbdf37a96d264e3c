import { useTranslation } from 'react-i18next';

import type { ConsoleSeries, PointRange } from '#contract/measurements.ts';

import { ErrorState } from '../components/page-states.tsx';
import { extremes, limitsInReach, withLatest } from '../components/value-chart/chart-rows.ts';
import { LazyValueChart } from '../components/value-chart/lazy-value-chart.tsx';
import type { ChartLimit, ValueChartProps } from '../components/value-chart/value-chart.tsx';
import { useFormats } from '../format/use-formats.ts';
import css from './series-chart.module.css';
import { seriesName } from './series-name.ts';
import { usePoints } from './series-queries.ts';

interface SeriesChartProps extends Pick<ValueChartProps, 'limits' | 'normal' | 'alarms' | 'swaps' | 'onReading' | 'height'> {
  series: ConsoleSeries;
  range: { fromMs: number; toMs: number };
  /** Also limits that are so far from the readings that these lie flat. */
  withFarLimits?: boolean;
}

const defaultHeight = 186;
const noLimits: readonly ChartLimit[] = [];

/** A series over a stretch of time, with what one point is said below. */
export function SeriesChart({ series, range, height = defaultHeight, limits = noLimits, withFarLimits = false, ...drawing }: SeriesChartProps) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const { data, error, refetch } = usePoints(series.id, range);
  const points = data && withLatest(data, series.latest);
  const label = useChartLabel(series, points);
  if (error && !data) return <ErrorState title={t('unreadable')} error={error} onTryAgain={() => void refetch()} />;
  if (!data || !points) return <div style={{ height }} aria-busy="true" />;
  if (points.timeMs.length === 0) {
    return (
      <p className={css.empty} style={{ height }}>
        {t('chartEmpty')}
      </p>
    );
  }
  return (
    <>
      <LazyValueChart
        {...drawing}
        range={points}
        limits={withFarLimits ? limits : limitsInReach(limits, points)}
        intervalMs={series.intervalMs}
        zone={formats.zone}
        language={formats.language}
        label={label}
        height={height}
      />
      <PointWords range={data} />
    </>
  );
}

/** The picture in a sentence. */
function useChartLabel(series: ConsoleSeries, points: PointRange | undefined): string {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const all = points && extremes(points);
  if (!all) return seriesName(series);
  return t('chartLabel', {
    series: seriesName(series),
    from: formats.full(points.fromMs),
    to: formats.full(points.toMs),
    low: formats.quantity(all.low, series.unit),
    high: formats.quantity(all.high, series.unit),
  });
}

/** What one point is, and that nothing is left out. */
function PointWords({ range }: { range: PointRange }) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const words =
    range.bucketMs === 0
      ? t('everyReading', { count: range.count })
      : t('onePoint', { span: formats.age(range.bucketMs), readings: formats.count(range.count) });
  return <p className={css.foot}>{words}</p>;
}
