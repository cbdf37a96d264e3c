import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Rule, RuleDraft } from '#contract/rules.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { type ListedRule, draftOfRule, useSaveRule } from '../../rules/rule-queries.ts';
import { forgetUnsavedRule } from '../../rules/unsaved-rules.ts';
import { showToast } from '../../state/toast-store.ts';

interface SaveActs {
  store: (draft: RuleDraft) => void;
  saving: boolean;
  error: Error | null;
  /** Forget what went wrong. */
  clear: () => void;
}

/** Saving a rule: the message afterwards takes it back by saving the version before anew. */
export function useSaveActs(ruleKey: string, rule: ListedRule | null): SaveActs {
  const { t } = useTranslation(['rules', 'common']);
  const navigate = useNavigate();
  const { mutate, isPending, error, reset } = useSaveRule();
  const tell = ({ name, version }: Rule, undo?: () => void) => {
    showToast({ text: t('saved', { name, version }), ...(undo && { undo }) });
  };
  const fail = (reason: Error) => showToast({ text: t('notSavedWhy', { why: t(`common:error.${errorCodeOf(reason)}`) }) });
  const restore = ({ id }: Rule, before: RuleDraft) => mutate({ id, draft: before }, { onSuccess: (restored) => tell(restored), onError: fail });
  const onSuccess = (stored: Rule) => {
    forgetUnsavedRule(ruleKey);
    if (rule) return tell(stored, () => restore(stored, draftOfRule(rule)));
    showToast({ text: t('created', { name: stored.name }) });
    void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: stored.id }, replace: true });
  };
  return { store: (draft) => mutate({ id: rule?.id ?? null, draft }, { onSuccess }), saving: isPending, error, clear: reset };
}
