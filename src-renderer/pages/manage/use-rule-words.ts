import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { RuleDraft, RuleScope } from '#contract/rules.ts';

import { useDevice, useGroups } from '../../devices/device-queries.ts';
import { capital } from '../../format/capital.ts';
import { type Formats, useFormats } from '../../format/use-formats.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { splitDuration } from '../../rules/durations.ts';
import { useSeriesNames } from '../../rules/rule-queries.ts';

/** A duration (ms) as the sentence says it: "10 min"; none at all is "a moment". */
export function durationText(t: TFunction<'rules'>, ms: number): string {
  if (ms === 0) return t('duration.atOnce');
  const { unit, count } = splitDuration(ms);
  return t(`duration.${unit}`, { count });
}

/** Which devices, in words; undefined while the name is on its way. */
export function useScopeName(scope: RuleScope): string | undefined {
  const { t } = useTranslation('rules');
  const groups = useGroups().data?.groups;
  const device = useDevice(scope.kind === 'device' && scope.deviceId !== '' ? scope.deviceId : null);
  switch (scope.kind) {
    case 'all':
      return t('scope.all');
    case 'device':
      return device.isError ? t('scope.goneDevice') : device.data?.name;
    case 'group': {
      if (!groups) return undefined;
      const group = groups.find(({ id }) => id === scope.groupId);
      return group ? t('scope.group', { name: group.name }) : t('scope.goneGroup');
    }
  }
}

/** The unit devices send a series in; null when it has none or is not known. */
export function useSeriesUnit(series: RuleDraft['series']): string | null {
  const names = useSeriesNames().data?.names ?? [];
  return names.find((name) => name.fragment === series?.fragment && name.series === series.series)?.unit ?? null;
}

/** A rule in one sentence: "Air temperature of any device above −18 °C for 10 min". */
export function useRuleSentence({ scope, series, condition }: Pick<RuleDraft, 'scope' | 'series' | 'condition'>): string {
  const { t } = useTranslation('rules');
  const formats = useFormats();
  const unit = useSeriesUnit(series);
  const words = { scope: useScopeName(scope) ?? '', value: series ? seriesName(series) : '' };
  return capital(conditionSentence(t, formats, condition, unit, words));
}

function conditionSentence(
  t: TFunction<'rules'>,
  { quantity }: Formats,
  condition: RuleDraft['condition'],
  unit: string | null,
  words: { scope: string; value: string },
): string {
  switch (condition.kind) {
    case 'threshold': {
      const { direction, forMs, limit } = condition;
      const filled = { ...words, limit: quantity(limit, unit), duration: durationText(t, forMs) };
      return forMs === 0 ? t(`sentence.${direction}AtOnce`, filled) : t(`sentence.${direction}`, filled);
    }
    case 'rate': {
      const { direction, change, withinMs } = condition;
      return t(`sentence.${direction}`, { ...words, change: quantity(change, unit), duration: durationText(t, withinMs) });
    }
    case 'silence':
      return condition.afterMs === null
        ? t('sentence.silentLearned', words)
        : t('sentence.silent', { ...words, duration: durationText(t, condition.afterMs) });
  }
}
