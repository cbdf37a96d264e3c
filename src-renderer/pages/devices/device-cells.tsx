import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { StaleTime } from '../../components/stale-time.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { useRowSeries, useRowTrend } from '../../measurements/row-series.ts';
import { Trend } from '../../measurements/trend.tsx';
import { useNow } from '../../state/now.ts';
import css from './device-cells.module.css';

const minuteMs = 60_000;

interface DeviceProps {
  device: ConsoleDevice;
}

/** The worst open alarm; without one, a dashed sign where the device's word cannot be trusted. */
export function DeviceSymbol({ device, alarm, size = 20 }: DeviceProps & { alarm: ConsoleAlarm | undefined; size?: number }) {
  if (alarm) return <AlarmStateSymbol alarm={alarm} size={size} />;
  const doubtful = device.contact === 'silent' || device.contact === 'never';
  return doubtful ? <AlarmSymbol severity="MINOR" state="bad-quality" size={size} /> : null;
}

/** Heavy while an alarm of it holds that nobody has acknowledged; faint and slanted while it is cut. */
export function DeviceName({ device, alarm, cut }: DeviceProps & { alarm: ConsoleAlarm | undefined; cut: boolean }) {
  const heavy = alarm !== undefined && alarm.state.active && !alarm.state.acknowledged;
  return (
    <div className={['el', heavy && css.heavy, cut && css.cut].filter(Boolean).join(' ')} title={device.name}>
      {device.name}
    </div>
  );
}

/** The trend of what it sent first; where that is long ago, words stand in its place. */
export function DeviceTrend({ device, range }: DeviceProps & { range: { fromMs: number; toMs: number } }) {
  const series = useRowSeries(device.firstSeriesId);
  const trend = useRowTrend(device.firstSeriesId, range);
  const freshness = useFreshness({ latest: series?.latest ?? null, intervalMs: series?.intervalMs ?? null });
  if (!series || freshness === 'none') return null;
  return <Trend trend={trend} latest={series.latest} intervalMs={series.intervalMs} range={range} width={66} height={18} />;
}

/** The newest value of what it sent first; when that is old, since when there is none. */
export function DeviceValue({ device }: DeviceProps) {
  const { t } = useTranslation(['devices', 'deviceLife']);
  const formats = useFormats();
  const words = useReadingWords();
  const now = useNow(minuteMs);
  const series = useRowSeries(device.firstSeriesId);
  const latest = series?.latest ?? null;
  const freshness = useFreshness({ latest, intervalMs: series?.intervalMs ?? null });
  const decimals = useSteadyDecimals(device.firstSeriesId, latest?.value);
  if (device.maintenance) return <div className={`${css.value} t2`}>{t('deviceLife:maintenance.inList')}</div>;
  if (!series || !latest) return null;
  if (freshness === 'none') {
    const time = formats.moment(latest.timeMs, now);
    return (
      <div className={css.value}>
        <StaleTime title={formats.full(latest.timeMs)}>{t('noReading', { time })}</StaleTime>
      </div>
    );
  }
  const fresh = freshness === 'fresh';
  return (
    <div className={css.value}>
      {!fresh && <ReadTime timeMs={latest.timeMs} />}
      <span className={fresh ? 'nw' : 'nw t3'}>{words.quantity(series, latest.value, decimals)}</span>
    </div>
  );
}

/** When anything last came from it. */
export function DeviceHeard({ device }: DeviceProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(minuteMs);
  if (device.heardMs === null) return <div className={`${css.value} t3`}>{t('never')}</div>;
  return (
    <div className={`${css.value} t3`} title={formats.full(device.heardMs)}>
      <span className="nw">{formats.moment(device.heardMs, now)}</span>
    </div>
  );
}
