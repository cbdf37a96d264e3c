import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { type ListedRule, useRules } from '../../rules/rule-queries.ts';
import { RuleList } from './rule-list.tsx';

/** What watches the values of this site. */
export function RulesPage() {
  const { t } = useTranslation('rules');
  const navigate = useNavigate();
  const rules = useRules();
  const mayWrite = useMay('rules:write');
  const open = (ruleId: string) => void navigate({ to: '/manage/rules/$ruleId', params: { ruleId } });
  const add = mayWrite && (
    <Button kind="primary" icon="plus" onClick={() => open('new')}>
      {t('add')}
    </Button>
  );
  return (
    <PageMain>
      <PageHead>
        <h1>{t('title')}</h1>
        {rules.data && rules.data.rules.length > 0 && <RuleCounts rules={rules.data.rules} />}
        <span className="grow" />
        {rules.data?.rules.length !== 0 && add}
      </PageHead>
      {rules.data && rules.data.rules.length > 0 && <RuleList rules={rules.data.rules} onOpen={mayWrite ? open : undefined} />}
      {rules.data?.rules.length === 0 && (
        <EmptyState title={t('emptyTitle')} why={mayWrite ? t('emptyWhy') : t('emptyReadOnly')} act={add} />
      )}
      {rules.isPending && <SkeletonRows />}
      {rules.isError && !rules.data && (
        <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={rules.error} onTryAgain={() => void rules.refetch()} />
      )}
    </PageMain>
  );
}

function RuleCounts({ rules }: { rules: readonly ListedRule[] }) {
  const { t } = useTranslation('rules');
  const off = rules.filter(({ enabled }) => !enabled).length;
  return (
    <span className="t3 nw">
      {t('count', { count: rules.length })}
      {off > 0 && `, ${t('off', { count: off })}`}
    </span>
  );
}
