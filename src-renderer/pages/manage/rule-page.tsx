import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { useMay } from '../../api/console-state.ts';
import { EmptyState, ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { type RuleForm, emptyRuleForm, formOfRule } from '../../rules/rule-form.ts';
import { useRules } from '../../rules/rule-queries.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleHead } from './rule-head.tsx';
import { useOneSeries } from './use-watched-series.ts';

/** One rule as a sentence; `new` in the place of its id begins one. */
export function RulePage() {
  const { t } = useTranslation(['rules', 'common']);
  const { ruleId } = useParams({ from: '/frame/manage/rules/$ruleId' });
  const { series } = useSearch({ from: '/frame/manage/rules/$ruleId' });
  if (!useMay('rules:write')) {
    return (
      <PageMain>
        <RuleHead name={<h1>{t('title')}</h1>} />
        <NotForRole why={t('notForRole')} />
      </PageMain>
    );
  }
  return ruleId === 'new' ? <NewRule key={series} seriesId={series ?? null} /> : <StoredRule key={ruleId} id={ruleId} />;
}

/** A sentence begun from nothing, or about a value of one device. */
function NewRule({ seriesId }: { seriesId: string | null }) {
  const { data: series, isPending } = useOneSeries(seriesId);
  if (seriesId !== null && isPending) return <Waiting />;
  const saved = series ? formAbout(series) : emptyRuleForm;
  return <RuleEditor ruleKey={series ? `new ${series.id}` : 'new'} rule={null} saved={saved} />;
}

function formAbout({ deviceId, fragment, series }: ConsoleSeries): RuleForm {
  return { ...emptyRuleForm, scope: { kind: 'device', deviceId }, series: { fragment, series } };
}

function StoredRule({ id }: { id: string }) {
  const { t } = useTranslation('rules');
  const { language } = useFormats();
  const rules = useRules();
  const rule = rules.data?.rules.find((candidate) => candidate.id === id);
  if (rule) return <RuleEditor ruleKey={id} rule={rule} saved={formOfRule(rule, language)} />;
  if (rules.isPending) return <Waiting />;
  return (
    <PageMain>
      <RuleHead name={<h1>{t('title')}</h1>} />
      {rules.isError ? (
        <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={rules.error} onTryAgain={() => void rules.refetch()} />
      ) : (
        <EmptyState title={t('gone')} why={t('goneWhy')} />
      )}
    </PageMain>
  );
}

function Waiting() {
  return (
    <PageMain>
      <SkeletonRows />
    </PageMain>
  );
}
