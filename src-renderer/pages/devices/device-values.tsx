import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { IconButton } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { useRowTrend } from '../../measurements/row-series.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { useRecent } from '../../measurements/series-queries.ts';
import { Trend } from '../../measurements/trend.tsx';
import { usePin } from '../../measurements/use-pin.ts';
import css from './device-panel.module.css';

const trendMs = 8 * 3_600_000;

interface DeviceValuesProps {
  id: string;
  series: readonly ConsoleSeries[];
  onValue: (seriesId: string) => void;
}

/** Each value with its trend: one click to its chart, one to pin it. */
export function DeviceValues({ id, series, onValue }: DeviceValuesProps) {
  const { t } = useTranslation('devices');
  const range = useRecent(trendMs);
  return (
    <PanelSection id={id} title={t('panel.values')} end={series.length > 0 && t('panel.lastHours')}>
      {series.length === 0 && <p className="t3">{t('panel.noValues')}</p>}
      <ul>
        {series.map((one) => (
          <li key={one.id} className={css.valueRow}>
            <ValueButton series={one} range={range} onClick={() => onValue(one.id)} />
            <PinButton series={one} />
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

interface ValueButtonProps {
  series: ConsoleSeries;
  range: { fromMs: number; toMs: number };
  onClick: () => void;
}

function ValueButton({ series, range, onClick }: ValueButtonProps) {
  const words = useReadingWords();
  const trend = useRowTrend(series.id, range);
  const freshness = useFreshness(series);
  const decimals = useSteadyDecimals(series.id, series.latest?.value);
  const { latest, intervalMs } = series;
  const name = seriesName(series);
  return (
    <button type="button" className={css.value} onClick={onClick}>
      <span className="el" title={name}>
        {name}
      </span>
      <Trend trend={trend} latest={latest} intervalMs={intervalMs} range={range} width={96} height={18} />
      <span className={css.number}>
        {latest && freshness !== 'fresh' && <ReadTime timeMs={latest.timeMs} />}
        {latest && freshness !== 'none' && (
          <span className={freshness === 'fresh' ? 'b nw' : 't3 nw'}>{words.quantity(series, latest.value, decimals)}</span>
        )}
      </span>
    </button>
  );
}

function PinButton({ series }: { series: ConsoleSeries }) {
  const { t } = useTranslation('devices');
  const pin = usePin(series.id);
  const lost = useIsLost();
  if (!useMay('pins:write') || !pin || lost) return null;
  return (
    <IconButton
      icon="pin"
      label={t(pin.pinned ? 'panel.unpin' : 'panel.pin', { name: seriesName(series) })}
      pressed={pin.pinned}
      onClick={pin.toggle}
    />
  );
}
