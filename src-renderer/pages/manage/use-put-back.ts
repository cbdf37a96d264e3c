import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { useRestoreRule } from '../../rules/rule-queries.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';

/** Which version to put in the place of which. */
export interface PutBack {
  id: string;
  version: number;
  baseVersion: number;
}

/** Put an older version of a rule back, and say so with a way to take that back too. */
export function usePutBack(): (what: PutBack) => void {
  const { t } = useTranslation(['rules', 'common']);
  const { mutateAsync } = useRestoreRule();
  const putBack = ({ id, version, baseVersion }: PutBack, undoable = true) => {
    void tellOf(
      mutateAsync({ id, version, baseVersion }),
      (rule) => {
        const undo = undoable ? () => putBack({ id, version: baseVersion, baseVersion: rule.version }, false) : undefined;
        return { text: t('putBack', { name: rule.name, version, next: rule.version }), undo };
      },
      (error) => showToast({ text: t('notSavedWhy', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
    );
  };
  return putBack;
}
