import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import type { ChartReading } from '../../components/value-chart/value-chart.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { SeriesChart } from '../../measurements/series-chart.tsx';
import { seriesName } from '../../measurements/series-name.ts';
import { usePins, useRecent, useSeriesById, useSetPins } from '../../measurements/series-queries.ts';
import { useNow } from '../../state/now.ts';
import css from '../alarms/alarm-panel.module.css';

const hourMs = 3_600_000;
const spans = { hour1: hourMs, hours8: 8 * hourMs, hours24: 24 * hourMs, days7: 168 * hourMs, days30: 720 * hourMs } as const;
type Span = keyof typeof spans;
const spanNames: readonly Span[] = ['hour1', 'hours8', 'hours24', 'days7', 'days30'];

/** One value with its chart: one click from any number. */
export function ValuePanel({ seriesId, onClose }: { seriesId: string; onClose: () => void }) {
  const series = useSeriesById([seriesId]).get(seriesId);
  return series ? <KnownValuePanel series={series} onClose={onClose} /> : null;
}

function KnownValuePanel({ series, onClose }: { series: ConsoleSeries; onClose: () => void }) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const [span, setSpan] = useState<Span>('hours8');
  const [pointed, setPointed] = useState<ChartReading | null>(null);
  const range = useRecent(spans[span]);
  const now = useNow(10_000);
  const read = series.latest ? t('heard', { age: formats.age(now - series.latest.timeMs) }) : t('neverRead');
  return (
    <Panel title={series.deviceName} sentence={`${seriesName(series)}. ${read}.`} acts={<PinAct seriesId={series.id} />} onClose={onClose}>
      <PanelSection>
        <ReadingLine series={series} pointed={pointed} />
        <SegmentedControl
          aria-label={t('span')}
          value={span}
          data={spanNames.map((value) => ({ value, label: t(value) }))}
          onChange={(name) => setSpan(spanNames.find((known) => known === name) ?? span)}
        />
        <div style={{ marginTop: 12 }}>
          <SeriesChart series={series} range={range} height={220} onReading={setPointed} />
        </div>
      </PanelSection>
      <PanelSection title={t('about')}>
        <Facts
          facts={[
            { name: t('device'), value: series.deviceName },
            { name: t('lastRead'), value: series.latest ? formats.full(series.latest.timeMs) : t('neverRead') },
            { name: t('usualInterval'), value: series.intervalMs === null ? t('unknownInterval') : formats.age(series.intervalMs) },
          ]}
        />
      </PanelSection>
    </Panel>
  );
}

function ReadingLine({ series, pointed }: { series: ConsoleSeries; pointed: ChartReading | null }) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const fresh = useFreshness(series) === 'fresh';
  const reading = pointed ?? series.latest;
  const decimals = useSteadyDecimals(series.latest?.value);
  return (
    <div className={css.reading}>
      {reading && <b className={fresh || pointed ? css.value : `${css.value} t3`}>{formats.quantity(reading.value, series.unit, decimals)}</b>}
      <span className="grow" />
      {pointed && <span className="t2 nw">{t('valueAt', { time: formats.full(pointed.timeMs) })}</span>}
      {!pointed && !fresh && series.latest && <ReadTime timeMs={series.latest.timeMs} />}
    </div>
  );
}

/** Pin to Now or unpin; undone by the same button. */
function PinAct({ seriesId }: { seriesId: string }) {
  const { t } = useTranslation('measurements');
  const pins = usePins();
  const setPins = useSetPins();
  const may = useMay('pins:write');
  if (!may || pins === undefined) return null;
  const pinned = pins.includes(seriesId);
  const toggled = pinned ? pins.filter((id) => id !== seriesId) : [...pins, seriesId];
  return (
    <Button icon="pin" onClick={() => setPins(toggled)}>
      {pinned ? t('unpin') : t('pin')}
    </Button>
  );
}
