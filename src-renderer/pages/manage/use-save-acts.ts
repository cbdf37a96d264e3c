import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Rule, RuleDraft } from '#contract/rules.ts';

import { type ListedRule, useSaveRule } from '../../rules/rule-queries.ts';
import { forgetUnsavedRule } from '../../rules/unsaved-rules.ts';
import { showToast } from '../../state/toast-store.ts';
import { usePutBack } from './use-put-back.ts';

interface SaveActs {
  store: (draft: RuleDraft) => void;
  saving: boolean;
  error: Error | null;
  /** Forget what went wrong. */
  clear: () => void;
}

/** Saving a rule: the message afterwards takes it back by putting the version before in its place. */
export function useSaveActs(ruleKey: string, rule: ListedRule | null): SaveActs {
  const { t } = useTranslation(['rules', 'common']);
  const navigate = useNavigate();
  const { mutate, isPending, error, reset } = useSaveRule();
  const putBack = usePutBack();
  const onSuccess = (stored: Rule) => {
    forgetUnsavedRule(ruleKey);
    const { id, name, version } = stored;
    if (rule) return showToast({ text: t('saved', { name, version }), undo: () => putBack({ id, version: rule.version, baseVersion: version }) });
    showToast({ text: t('created', { name }) });
    void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: id }, replace: true });
  };
  const store = (draft: RuleDraft) => mutate({ id: rule?.id ?? null, draft, baseVersion: rule?.version ?? null }, { onSuccess });
  return { store, saving: isPending, error, clear: reset };
}
