import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { ChoiceChip } from '../../components/choice-chip.tsx';
import { EmptyState } from '../../components/page-states.tsx';
import { extremes } from '../../components/value-chart/chart-rows.ts';
import type { ChartLimit } from '../../components/value-chart/value-chart.tsx';
import { parseNumber } from '../../format/number-fields.ts';
import { useFormats } from '../../format/use-formats.ts';
import { bandInFrame } from '../../measurements/normal-band.ts';
import { useSteadyDecimals } from '../../measurements/reading.tsx';
import { SeriesChart } from '../../measurements/series-chart.tsx';
import { usePoints, useRecent } from '../../measurements/series-queries.ts';
import type { RuleForm } from '../../rules/rule-form.ts';
import css from './rule-editor.module.css';
import type { WatchedSeries } from './watched-series.ts';

interface RuleChartProps {
  form: RuleForm;
  /** The sentence as saved: which device is shown first does not change while a limit is typed. */
  saved: RuleForm;
  watched: WatchedSeries;
}

const dayMs = 86_400_000;
const chartHeight = 210;
/** Days that can be looked at. */
const spans = ['7', '30'] as const;

/** The chosen value lately, so that people see where the limit lies. */
export function RuleChart({ form, saved, watched }: RuleChartProps) {
  const { t } = useTranslation('rules');
  const [chosen, setChosen] = useState<string | null>(null);
  const choices = nearestFirst(limitOf(saved), watched.series);
  const series = choices.find(({ id }) => id === chosen) ?? choices[0];
  if (form.verb === 'silent') return <EmptyState title={t('chart.silenceTitle')} why={t('chart.silenceWhy')} />;
  if (form.series === null) return <EmptyState title={t('chart.chooseTitle')} why={t('chart.chooseWhy')} />;
  if (watched.devices === undefined) return <div className="grow" aria-busy="true" />;
  if (!series) return <EmptyState title={t('chart.noReadingsTitle')} why={t('chart.noReadingsWhy')} />;
  return <KnownRuleChart form={form} series={series} choices={choices} onChoose={setChosen} />;
}

interface KnownRuleChartProps {
  form: RuleForm;
  series: ConsoleSeries;
  choices: readonly ConsoleSeries[];
  onChoose: (id: string) => void;
}

function KnownRuleChart({ form, series, choices, onChoose }: KnownRuleChartProps) {
  const { t } = useTranslation('rules');
  const [days, setDays] = useState('7');
  const range = useRecent(Number(days) * dayMs);
  const around = useExtremes(series, range);
  const limit = limitOf(form);
  return (
    <section>
      <div className={css.bar}>
        <h2>{t('chart.title', { count: Number(days) })}</h2>
        <span className="t2 el">{around?.words}</span>
        <span className="grow" />
        {choices.length > 1 ? (
          <ChoiceChip
            label={t('chart.device')}
            value={series.id}
            choices={choices.map(({ id, deviceName }) => ({ value: id, label: deviceName }))}
            onChange={onChoose}
          />
        ) : (
          <span className="t2 el">{series.deviceName}</span>
        )}
        <SegmentedControl
          aria-label={t('chart.span')}
          value={days}
          data={spans.map((value) => ({ value, label: t('chart.days', { count: Number(value) }) }))}
          onChange={setDays}
        />
      </div>
      <div className={css.chart}>
        <SeriesChart
          series={series}
          range={range}
          height={chartHeight}
          limits={useLimitLine(limit, series)}
          withFarLimits
          normal={normalSide(form, limit, around)}
        />
      </div>
    </section>
  );
}

/** First the series whose value is nearest to a limit: the one people ask about. As they come where there is none. */
function nearestFirst(limit: number | null, series: readonly ConsoleSeries[]): ConsoleSeries[] {
  const distance = ({ latest }: ConsoleSeries) => (limit === null || !latest ? Infinity : Math.abs(latest.value - limit));
  return series.toSorted((one, other) => distance(one) - distance(other) || 0);
}

/** The limit as far as it is written; null where the sentence has none. */
function limitOf({ verb, limit }: RuleForm): number | null {
  return verb === 'above' || verb === 'below' ? parseNumber(limit) : null;
}

function useLimitLine(limit: number | null, { id, unit, latest }: ConsoleSeries): ChartLimit[] {
  const { t } = useTranslation('rules');
  const { quantity } = useFormats();
  const decimals = useSteadyDecimals(id, latest?.value);
  return limit === null ? [] : [{ value: limit, label: t('chart.limit', { value: quantity(limit, unit, decimals) }) }];
}

interface Around {
  low: number;
  high: number;
  /** "Lowest −23.1 °C, highest −14.8 °C." */
  words: string;
}

function useExtremes(series: ConsoleSeries, range: { fromMs: number; toMs: number }): Around | undefined {
  const { t } = useTranslation('rules');
  const { quantity } = useFormats();
  const { data } = usePoints(series.id, range);
  const decimals = useSteadyDecimals(series.id, series.latest?.value);
  const found = data && extremes(data);
  return found ? { ...found, words: t('chart.extremes', { low: quantity(found.low, series.unit, decimals), high: quantity(found.high, series.unit, decimals) }) } : undefined;
}

/** The side of the limit on which nothing is raised. */
function normalSide({ verb }: RuleForm, limit: number | null, around: Around | undefined): { low: number; high: number } | undefined {
  if (limit === null || !around) return undefined;
  const band = verb === 'above' ? { low: null, high: limit } : { low: limit, high: null };
  return bandInFrame(band, [{ value: around.low }, { value: around.high }]) ?? undefined;
}
