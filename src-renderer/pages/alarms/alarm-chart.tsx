import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AlarmCause, ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { normalSide } from '../../alarms/normal-side.ts';
import { Button } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { SeriesChart } from '../../measurements/series-chart.tsx';
import { symbolState } from '../../components/alarm-symbol-shapes.ts';
import type { ChartReading } from '../../components/value-chart/value-chart.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useSeriesById } from '../../measurements/series-queries.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { useNow } from '../../state/now.ts';
import { useAlarmInTrends, useTrendsKey } from '../trends/open-trends.ts';
import { alarmWindow } from './alarm-window.ts';
import css from './alarm-panel.module.css';

const minuteMs = 60_000;

/** The value and its chart around the moment of the alarm; nothing for an alarm that is not about a value. */
export function AlarmChart({ alarm }: { alarm: ConsoleAlarm }) {
  const seriesId = alarm.cause?.seriesId ?? null;
  const series = useSeriesById(seriesId === null ? [] : [seriesId]).get(seriesId ?? '');
  if (!series || !alarm.cause) return null;
  return <KnownAlarmChart alarm={alarm} cause={alarm.cause} series={series} />;
}

interface KnownAlarmChartProps {
  alarm: ConsoleAlarm;
  cause: AlarmCause;
  series: ConsoleSeries;
}

function KnownAlarmChart({ alarm, cause, series }: KnownAlarmChartProps) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const [pointed, setPointed] = useState<ChartReading | null>(null);
  const range = alarmWindow(alarm, useNow(minuteMs) + minuteMs);
  const decimals = useSteadyDecimals(series.id, cause.value);
  const limitText = cause.limit === null ? '' : formats.quantity(cause.limit, cause.unit, decimals);
  const limits = cause.limit === null ? [] : [{ value: cause.limit, label: t('limitLine', { value: limitText }) }];
  const mark = { timeMs: alarm.sinceMs, severity: alarm.severity, state: symbolState(alarm.state), acknowledged: alarm.state.acknowledged };
  const openTrends = useAlarmInTrends()(alarm);
  useTrendsKey('panel', openTrends);
  const toTrends = (
    <Button kind="quiet" icon="trends" keyHint="G" onClick={openTrends}>
      {t('openTrends')}
    </Button>
  );
  return (
    <PanelSection title={seriesName(series)} end={toTrends}>
      <ReadingLine series={series} raisedBy={cause.value} pointed={pointed} />
      <SeriesChart series={series} range={range} limits={limits} normal={normalSide(cause)} alarms={[mark]} onReading={setPointed} />
    </PanelSection>
  );
}

interface ReadingLineProps {
  series: ConsoleSeries;
  /** The value that raised the alarm; told with as many decimals. */
  raisedBy: number | null;
  pointed: ChartReading | null;
}

/** The value now; the one under the cross line while somebody points at the chart. */
function ReadingLine({ series, raisedBy, pointed }: ReadingLineProps) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const words = useReadingWords();
  const fresh = useFreshness(series) === 'fresh';
  const reading = pointed ?? series.latest;
  const decimals = useSteadyDecimals(series.id, series.latest?.value, raisedBy);
  return (
    <div className={css.reading}>
      {reading && <b className={fresh || pointed ? css.value : `${css.value} t3`}>{words.quantity(series, reading.value, decimals)}</b>}
      <span className="grow" />
      {pointed && <span className="t2 nw">{t('valueAt', { time: formats.seconds(pointed.timeMs) })}</span>}
      {!pointed && !fresh && series.latest && <ReadTime timeMs={series.latest.timeMs} />}
    </div>
  );
}
