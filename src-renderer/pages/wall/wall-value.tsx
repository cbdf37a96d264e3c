import { useTranslation } from 'react-i18next';

import type { Wall, WallAlarm } from '#contract/console/wall-calls.ts';
import type { PointRange } from '#contract/measurements.ts';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { symbolState } from '../../components/alarm-symbol-shapes.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { useRecent } from '../../measurements/series-queries.ts';
import { Trend } from '../../measurements/trend.tsx';
import css from './wall.module.css';

const trendMs = 8 * 3_600_000;

interface WallValueProps {
  pin: Wall['pins'][number];
  trend: PointRange | undefined;
  alarm: WallAlarm | undefined;
  /** The whole picture is old. */
  lost: boolean;
}

/** A pinned value, large: what is old is grey with its time, as everywhere. */
export function WallValue({ pin, trend, alarm, lost }: WallValueProps) {
  const { t } = useTranslation('now');
  const words = useReadingWords();
  const freshness = useFreshness(pin);
  const decimals = useSteadyDecimals(pin.id, pin.latest?.value);
  const range = useRecent(trendMs);
  const fresh = freshness === 'fresh' && !lost;
  const shown = pin.latest !== null && freshness !== 'none';
  return (
    <div className={css.cell}>
      <div className={`t2 el ${css.label}`}>
        {pin.deviceName} <span className="t3">{seriesName(pin)}</span>
      </div>
      <div className={fresh ? css.value : `${css.value} t3`}>
        {alarm && <AlarmSymbol severity={alarm.severity} state={symbolState(alarm.state)} acknowledged={alarm.state.acknowledged} size={30} />}
        <b>{shown && pin.latest ? words.reading(pin, pin.latest.value, decimals) : t('noneRead')}</b>
        {shown && <span className={`t3 ${css.small}`}>{pin.unit}</span>}
        {!fresh && pin.latest && (
          <span className={css.read}>
            <ReadTime timeMs={pin.latest.timeMs} />
          </span>
        )}
      </div>
      <div className={css.trend}>
        <Trend trend={trend} latest={pin.latest} intervalMs={pin.intervalMs} normal={pin.low === null && pin.high === null ? null : pin} range={range} width={150} height={44} fill />
      </div>
    </div>
  );
}
