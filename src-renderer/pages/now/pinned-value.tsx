import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries, PointRange } from '#contract/measurements.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import { useIsLost } from '../../api/connection-store.ts';
import { normalBand } from '../../measurements/normal-band.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { Trend } from '../../measurements/trend.tsx';
import { useWatchingRules } from '../values/use-watching-rules.ts';
import css from './pinned-value.module.css';

interface PinnedValueProps {
  series: ConsoleSeries;
  trend: PointRange | undefined;
  range: { fromMs: number; toMs: number };
  /** The worst alarm that is about this value now. */
  alarm: ConsoleAlarm | undefined;
  open: boolean;
  onOpen: () => void;
}

/** Name, value, unit, trend over its normal band. The digits stay ink; what is old is grey with its time. */
export function PinnedValue({ series, trend, range, alarm, open, onOpen }: PinnedValueProps) {
  const normal = normalBand(useWatchingRules(series) ?? []);
  const name = `${series.deviceName}, ${seriesName(series)}`;
  return (
    <button type="button" data-series={series.id} className={open ? `${css.cell} ${css.open}` : css.cell} onClick={onOpen}>
      <span className="sm t2 el" title={name}>
        {series.deviceName} <span className="t3">{seriesName(series)}</span>
      </span>
      <PinnedReading series={series} alarm={alarm} />
      <Trend trend={trend} latest={series.latest} intervalMs={series.intervalMs} normal={normal} range={range} width={150} fill />
    </button>
  );
}

function PinnedReading({ series, alarm }: Pick<PinnedValueProps, 'series' | 'alarm'>) {
  const { t } = useTranslation('now');
  const words = useReadingWords();
  const lost = useIsLost();
  const freshness = useFreshness(series);
  const decimals = useSteadyDecimals(series.id, series.latest?.value);
  const { latest, unit } = series;
  const fresh = freshness === 'fresh' && !lost;
  return (
    <span className={fresh ? css.reading : `${css.reading} t3`}>
      {alarm && <AlarmStateSymbol alarm={alarm} size={18} />}
      <b className={css.value}>{latest && freshness !== 'none' ? words.reading(series, latest.value, decimals) : t('noneRead')}</b>
      {freshness !== 'none' && <span className="t3">{unit}</span>}
      {!fresh && latest && (
        <span className={css.end}>
          <ReadTime timeMs={latest.timeMs} />
        </span>
      )}
    </span>
  );
}
