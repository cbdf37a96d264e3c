import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { useFormats } from '../../format/use-formats.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import css from './alarm-value.module.css';

interface AlarmValueProps {
  alarm: ConsoleAlarm;
  /** The series it is about, when known. */
  series: ConsoleSeries | undefined;
}

/** The value now over its limit; a value that is not fresh shows when it was read instead. */
export function AlarmValue({ alarm, series }: AlarmValueProps) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const words = useReadingWords();
  const latest = series?.latest ?? alarm.latest;
  const freshness = useFreshness({ latest, intervalMs: series?.intervalMs ?? null });
  const { cause, count } = alarm;
  const decimals = useSteadyDecimals(cause?.seriesId, latest?.value, cause?.value);
  if (!latest || !cause) return count > 1 ? <div className="t2 nw">{t('repeated', { count })}</div> : null;
  const fresh = freshness === 'fresh';
  const state = series ? words.state(series, latest.value) : null;
  // Where a door stands open, that 0.5 is the limit says nothing.
  const limit = cause.limit === null || state !== null ? null : t('limit', { value: formats.reading(cause.limit, decimals) });
  return (
    <div className="nw">
      <div className={fresh ? 'b' : css.stale}>{state ?? formats.quantity(latest.value, cause.unit, decimals)}</div>
      <div className="sm t3">{fresh ? limit : <ReadTime timeMs={latest.timeMs} />}</div>
    </div>
  );
}
