import { useTranslation } from 'react-i18next';

import { ChoiceSlot } from '../../components/slot/choice-slot.tsx';
import { seriesName } from '../../measurements/series-name.ts';
import type { RuleForm, SeriesName } from '../../rules/rule-form.ts';
import { useSeriesNames } from '../../rules/rule-queries.ts';
import { keyOfSeries, seriesLabels, seriesOfKey } from './series-choices.ts';
import { useSeriesList } from './use-watched-series.ts';

interface SeriesSlotProps {
  form: RuleForm;
  problem: string | undefined;
  onChange: (series: SeriesName) => void;
}

/** The value a rule watches: one of the chosen device's, or any the site has. */
export function SeriesSlot({ form: { scope, series }, problem, onChange }: SeriesSlotProps) {
  const { t } = useTranslation('rules');
  const deviceId = scope.kind === 'device' && scope.deviceId !== '' ? scope.deviceId : undefined;
  const names = useSeriesNames().data?.names ?? [];
  const own = useSeriesList(deviceId).data?.series ?? [];
  const offered: readonly SeriesName[] = deviceId === undefined ? names : own;
  const labels = seriesLabels(offered);
  const choices = offered.map((one) => {
    const key = keyOfSeries(one);
    const known = names.find((name) => keyOfSeries(name) === key);
    const hint = deviceId === undefined && known ? t('open.seriesDevices', { count: known.devices }) : undefined;
    return { value: key, label: labels.get(key) ?? seriesName(one), ...(hint !== undefined && { hint }) };
  });
  const key = series && keyOfSeries(series);
  return (
    <ChoiceSlot
      label={t('slot.series')}
      value={key}
      placeholder={t('open.series')}
      choices={choices}
      chosen={series && key !== null ? { value: key, label: labels.get(key) ?? seriesName(series) } : undefined}
      searchFor={t('open.findSeries')}
      noneFits={t('open.noSeries')}
      problem={problem}
      onChange={(value) => onChange(seriesOfKey(value))}
    />
  );
}
