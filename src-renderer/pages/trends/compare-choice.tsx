import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ChoiceSlot, type SlotChoice } from '../../components/slot/choice-slot.tsx';
import { useFoundSeries } from '../../measurements/trend-queries.ts';
import type { TrendValue } from './chart-groups.ts';
import type { Comparison } from './trend-search.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useComparisonName } from './use-trend-words.ts';

const kinds = ['period', 'week', 'year'] as const;
const none = 'none';
const devicesAtOnce = 40;

/** With the period, week or year before, or with the same value of another device. */
export function CompareChoice({ controls, values }: { controls: TrendControls; values: readonly TrendValue[] }) {
  const { t } = useTranslation('trends');
  const [search, setSearch] = useState('');
  const { compare } = controls.view;
  const name = useComparisonName(compare);
  const value = compare === null ? none : compare.kind === 'series' ? compare.seriesId : compare.kind;
  return (
    <ChoiceSlot
      label={t('compare.label')}
      value={value}
      choices={useChoices(search, values)}
      chosen={{ value, label: compare === null ? t('compare.open') : t('compare.with', { what: name }) }}
      searchFor={t('compare.find')}
      noneFits={t('noneFits')}
      onSearch={setSearch}
      onChange={(key) => controls.change({ compare: comparisonOf(key) })}
    />
  );
}

function comparisonOf(key: string): Comparison | null {
  if (key === none) return null;
  const kind = kinds.find((one) => one === key);
  return kind ? { kind } : { kind: 'series', seriesId: key };
}

/** Times first, then devices that have the first value too. */
function useChoices(search: string, values: readonly TrendValue[]): SlotChoice<string>[] {
  const { t } = useTranslation('trends');
  const like = values[0]?.series.id;
  const found = useFoundSeries(like === undefined ? null : { words: search.trim(), like, limit: devicesAtOnce });
  const times = [none, ...kinds].map((key) => ({ value: key, label: t(`compare.${key === none ? 'none' : comparedKind(key)}`) }));
  const fits = ({ label }: SlotChoice<string>) => label.toLowerCase().includes(search.trim().toLowerCase());
  const devices = (found?.series ?? [])
    .filter(({ id }) => !values.some(({ series }) => series.id === id))
    .map(({ id, deviceName, place }) => ({ value: id, label: deviceName, hint: place ?? t('compare.device') }));
  return [...times.filter(fits), ...devices];
}

function comparedKind(key: string): (typeof kinds)[number] {
  return kinds.find((kind) => kind === key) ?? 'period';
}
