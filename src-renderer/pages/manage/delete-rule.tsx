import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type ListedRule, useDeleteRule } from '../../rules/rule-queries.ts';
import { forgetUnsavedRule } from '../../rules/unsaved-rules.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import { usePutBack } from './use-put-back.ts';

interface DeleteRuleProps {
  rule: ListedRule;
  ruleKey: string;
  onClose: () => void;
}

/** The rule can be put back, the alarms that end with it cannot, so it is asked. */
export function DeleteRule({ rule: { id, name, version }, ruleKey, onClose }: DeleteRuleProps) {
  const { t } = useTranslation(['rules', 'common']);
  const navigate = useNavigate();
  const { mutateAsync, isPending } = useDeleteRule();
  const putBack = usePutBack();
  const onDone = () => {
    forgetUnsavedRule(ruleKey);
    void navigate({ to: '/manage/rules' });
    return { text: t('deleted', { name }), undo: () => putBack({ id, version, baseVersion: version }) };
  };
  const onError = (error: Error) => {
    showToast({ text: t('notDeleted', { name, why: t(`common:error.${errorCodeOf(error)}`) }) });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('deleteTitle', { name })}
      act={t('deleteAct')}
      disabled={isPending}
      onConfirm={() => void tellOf(mutateAsync(id), onDone, onError)}
      onClose={onClose}
    >
      <p>{t('deleteWhy')}</p>
    </ConfirmDialog>
  );
}
