import { useTranslation } from 'react-i18next';

import { longestUsualMs } from '#contract/trends.ts';

import { ListFoot } from '../../components/list/row-list.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { chartGroups } from './chart-groups.ts';
import type { TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { lengthOf } from './windows.ts';

/** What one point is, that nothing is left out, and what the grey band means. */
export function TrendFoot({ controls, data }: { controls: TrendControls; data: TrendData }) {
  const { t } = useTranslation('trends');
  const points = usePointWords(data);
  const normal = useNormalWords(controls, data);
  return (
    <ListFoot end={t('dragHint')}>
      <span>{isOld(data) ? t('loading') : points}</span>
      {normal !== '' && <span>{normal}</span>}
      {data.alarms.more && <span>{t('alarmsLeftOut')}</span>}
    </ListFoot>
  );
}

/** The picture is still the one of another time: what it holds is not to be told as if it were this one. */
function isOld({ isLoading, values, asked }: TrendData): boolean {
  return isLoading && values.some(({ range }) => range !== undefined && range.toMs - range.fromMs !== lengthOf(asked));
}

function usePointWords({ values }: TrendData): string {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  const ranges = values.flatMap(({ range }) => range ?? []);
  const count = ranges.reduce((total, range) => total + range.count, 0);
  const bucketMs = Math.max(0, ...ranges.map((range) => range.bucketMs));
  if (ranges.length === 0) return '';
  if (bucketMs === 0) return t('everyReading', { count });
  return t('onePoint', { span: formats.age(bucketMs), readings: formats.count(count) });
}

function useNormalWords({ view, stretch }: TrendControls, { values, limits, usual }: TrendData): string {
  const { t } = useTranslation('trends');
  if (!view.normal) return '';
  const leads = chartGroups(values).charts.flatMap(({ values: [first] }) => first?.series.id ?? []);
  if (leads.some((id) => (usual.get(id)?.fromMs.length ?? 0) > 0)) return t('usualHours');
  const hasBand = limits.some(({ seriesId }) => leads.includes(seriesId));
  if (hasBand) return t('usualLimits');
  if (leads.length === 0) return '';
  return lengthOf(stretch) > longestUsualMs ? t('usualTooLong') : t('usualUnknown');
}
