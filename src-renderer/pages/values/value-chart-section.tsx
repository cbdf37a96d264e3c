import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type ConsoleSeries, continuing } from '#contract/measurements.ts';

import { TextButton } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import type { ChartLimit, ChartReading } from '../../components/value-chart/value-chart.tsx';
import { useCounterWords } from '../../devices/counter-words.ts';
import { useDevice } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { SeriesChart } from '../../measurements/series-chart.tsx';
import { useNow } from '../../state/now.ts';
import { spanNames } from './spans.ts';
import { useValueMarks } from './use-value-marks.ts';
import { useValueStretch } from './use-value-stretch.ts';
import css from './value-panel.module.css';

const minuteMs = 60_000;

/** The value now and its chart over a stretch of time. */
export function ValueChartSection({ series, limits }: { series: ConsoleSeries; limits: readonly ChartLimit[] }) {
  const { t } = useTranslation('measurements');
  const [pointed, setPointed] = useState<ChartReading | null>(null);
  const { span, choose, stretch, hasNoReadings, showLast } = useValueStretch(series);
  const marks = useValueMarks(series, stretch);
  const swaps = useSwaps(series, stretch);
  return (
    <PanelSection>
      <ReadingLine series={series} pointed={pointed} />
      <SegmentedControl
        fullWidth
        aria-label={t('span')}
        value={span}
        data={spanNames.map((value) => ({ value, label: t(value) }))}
        onChange={(name) => choose(spanNames.find((known) => known === name) ?? span)}
      />
      {hasNoReadings && <LastReading series={series} onShow={showLast} />}
      <div className={css.chart}>
        <SeriesChart series={series} range={stretch} limits={limits} alarms={marks} swaps={swaps} height={220} onReading={setPointed} />
      </div>
      <CounterNote series={series} />
    </PanelSection>
  );
}

/** When the device's unit was exchanged, as far as it is in the picture. */
function useSwaps({ deviceId }: ConsoleSeries, { fromMs, toMs }: { fromMs: number; toMs: number }) {
  const { t } = useTranslation('deviceLife');
  const replacements = useDevice(deviceId).data?.life.replacements ?? [];
  const timesMs = replacements.map(({ atMs }) => atMs).filter((atMs) => atMs >= fromMs && atMs <= toMs);
  return { timesMs, label: t('replace.mark') };
}

/** Where the curve goes on over an exchange, and where it stands now: the large number is what the counter itself shows. */
function CounterNote({ series }: { series: ConsoleSeries }) {
  const replacements = useDevice(series.deviceId).data?.life.replacements ?? [];
  const words = useCounterWords([series]);
  const { t } = useTranslation('deviceLife');
  const { quantity } = useFormats();
  const decimals = useSteadyDecimals(series.id, series.latest?.value);
  const swaps = replacements.flatMap(({ counters }) => counters.filter((swap) => swap.fragment === series.fragment && swap.series === series.series));
  if (swaps.length === 0) return null;
  const total = continuing({ added: swaps.reduce((sum, { lastOld, firstNew }) => sum + lastOld - firstNew, 0) }, series.latest);
  return (
    <>
      {swaps.map((swap, index) => (
        <p key={index} className="sm t2">
          {words(swap)}
        </p>
      ))}
      {total && <p className="sm t2">{t('replace.countedInAll', { total: quantity(total.value, series.unit, decimals) })}</p>}
    </>
  );
}

/** The value now; the one under the cross line while somebody points at the chart. */
function ReadingLine({ series, pointed }: { series: ConsoleSeries; pointed: ChartReading | null }) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const words = useReadingWords();
  const fresh = useFreshness(series) === 'fresh';
  const reading = pointed ?? series.latest;
  const decimals = useSteadyDecimals(series.id, series.latest?.value);
  return (
    <div className={css.reading}>
      {reading && <b className={fresh || pointed ? css.value : `${css.value} t3`}>{words.quantity(series, reading.value, decimals)}</b>}
      <span className="grow" />
      {pointed && <span className="t2 nw">{t('valueAt', { time: formats.full(pointed.timeMs) })}</span>}
      {!pointed && !fresh && series.latest && <ReadTime timeMs={series.latest.timeMs} />}
    </div>
  );
}

/** Nothing was read in the time shown: say when something was, and lead there. */
function LastReading({ series, onShow }: { series: ConsoleSeries; onShow: () => void }) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(minuteMs);
  if (!series.latest) return null;
  return (
    <p className={css.last}>
      <span className="t2">{t('value.lastReading', { time: formats.moment(series.latest.timeMs, now) })}</span>
      <TextButton onClick={onShow}>{t('value.showLast')}</TextButton>
    </p>
  );
}
