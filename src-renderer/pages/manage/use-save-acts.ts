import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Rule, RuleDraft } from '#contract/rules.ts';

import { type ListedRule, useSaveRule } from '../../rules/rule-queries.ts';
import { forgetUnsavedRule } from '../../rules/unsaved-rules.ts';
import { tellOf } from '../../state/pending-acts.ts';
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
  const { mutate, mutateAsync, isPending, error, reset } = useSaveRule();
  const putBack = usePutBack();
  const onCreated = ({ id, name }: Rule) => {
    forgetUnsavedRule(ruleKey);
    showToast({ text: t('created', { name }) });
    void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: id }, replace: true });
  };
  const onSaved = ({ id, name, version }: Rule, before: number) => {
    forgetUnsavedRule(ruleKey);
    return { text: t('saved', { name, version }), undo: () => putBack({ id, version: before, baseVersion: version }) };
  };
  const store = (draft: RuleDraft) => {
    if (!rule) return mutate({ id: null, draft, baseVersion: null }, { onSuccess: onCreated });
    const { id, version } = rule;
    // What went wrong stands in the form.
    void tellOf(mutateAsync({ id, draft, baseVersion: version }), (stored) => onSaved(stored, version), () => undefined);
  };
  return { store, saving: isPending, error, clear: reset };
}
