import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Rule } from '#contract/rules.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { draftOfRule, type ListedRule, useSaveRule } from '../../rules/rule-queries.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';

interface SwitchRule {
  /** Turn it on or off, undone from the message; asked first where active alarms would end. */
  switchRule: (rule: ListedRule) => void;
  /** The rule the question is about. */
  asked: ListedRule | null;
  confirm: () => void;
  forget: () => void;
}

/** Switching rules on and off. */
export function useSwitchRule(): SwitchRule {
  const { t } = useTranslation(['rules', 'common']);
  const [asked, setAsked] = useState<ListedRule | null>(null);
  const { mutateAsync } = useSaveRule();
  const set = (rule: ListedRule, enabled: boolean, undoable: boolean) => {
    const { name, id } = rule;
    const done = (saved: Rule) => {
      const undo = undoable ? () => set({ ...rule, ...saved }, !enabled, false) : undefined;
      return { text: enabled ? t('switchedOn', { name }) : t('switchedOff', { name }), undo };
    };
    const failed = (error: Error) => showToast({ text: t('notSwitched', { name, why: t(`common:error.${errorCodeOf(error)}`) }) });
    void tellOf(mutateAsync({ id, draft: { ...draftOfRule(rule), enabled }, baseVersion: rule.version }), done, failed);
  };
  const confirm = () => {
    if (asked) set(asked, false, false);
    setAsked(null);
  };
  const switchRule = (rule: ListedRule) => {
    if (rule.enabled && rule.open > 0) setAsked(rule);
    else set(rule, !rule.enabled, true);
  };
  return { switchRule, asked, confirm, forget: () => setAsked(null) };
}
